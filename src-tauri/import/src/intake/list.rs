//! The items of the list by number, and what is taken off it and put back.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::alike::Index;
use super::{Intake, Item, Origin, State};
use crate::reader::Hints;

#[derive(Debug, Default)]
pub(super) struct List {
    pub last: u32,
    pub items: BTreeMap<u32, Item>,
    pub waiting: VecDeque<u32>,
    /// What a person took off the list the last time.
    pub off: Vec<Item>,
    /// The items that are kept otherwise than they are, or not at all.
    pub changed: BTreeSet<u32>,
    pub index: Option<Index>,
}

impl List {
    /// Puts something behind what is there. Gives its number.
    pub fn add(&mut self, name: String, origin: Origin, hints: Hints, state: State) -> u32 {
        self.last += 1;
        let id = self.last;
        if matches!(state, State::Waiting) {
            self.waiting.push_back(id);
        }
        let item = Item {
            id,
            name,
            origin,
            hints,
            followed: None,
            begun: None,
            amended: None,
            again: false,
            read: None,
            state,
        };
        self.items.insert(id, item);
        self.changed.insert(id);
        id
    }

    /// Takes out one item.
    pub fn remove(&mut self, id: u32) -> Option<Item> {
        let item = self.items.remove(&id)?;
        self.changed.insert(id);
        if matches!(item.state, State::Waiting) {
            self.waiting.retain(|waiting| *waiting != id);
        }
        Some(item)
    }

    /// Takes out what is chosen.
    fn extract(&mut self, chosen: impl Fn(&Item) -> bool) -> Vec<Item> {
        let out: Vec<Item> =
            self.items.extract_if(.., |_, item| chosen(item)).map(|(_, item)| item).collect();
        self.changed.extend(out.iter().map(|item| item.id));
        self.waiting.retain(|id| self.items.contains_key(id));
        out
    }
}

impl Intake {
    /// Takes off the list what a person does not want; nothing in the archive changes. It can be [put back](Self::put_back)
    /// until something else is taken off or the program ends.
    pub fn take_off(&self, unwanted: impl Fn(&Item) -> bool) {
        let mut list = self.lock();
        list.off = list.extract(unwanted);
        list.off.retain(|item| !matches!(item.state, State::Stored(_)));
        drop(list);
        self.keep();
    }

    /// How many items were taken off the list the last time and can be put back.
    pub fn taken_off(&self) -> usize {
        self.lock().off.len()
    }

    /// Puts what was taken off last on the list again, as it was. Gives how many that are.
    pub fn put_back(&self) -> usize {
        let mut list = self.lock();
        let off = std::mem::take(&mut list.off);
        let count = off.len();
        for mut item in off {
            if matches!(item.state, State::Waiting | State::Reading) {
                item.state = State::Waiting;
                list.waiting.push_back(item.id);
            }
            list.changed.insert(item.id);
            list.items.insert(item.id, item);
        }
        drop(list);
        self.keep();
        count
    }

    /// Takes an item off the list that is done with.
    pub(crate) fn remove(&self, id: u32) {
        self.lock().remove(id);
        self.keep();
    }

    /// Takes off the list what is stored.
    pub fn clear_stored(&self) {
        self.lock().extract(|item| matches!(item.state, State::Stored(_)));
        self.keep();
    }
}
