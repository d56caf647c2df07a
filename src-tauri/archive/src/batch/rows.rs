//! Changing rows one by one, each noted for the journal.

use bayan_core::model::ReleaseId;
use rusqlite::Connection;

use super::Batch;
use crate::error::{Error, Invalid};
use crate::table::annotations::existing;
use crate::table::releases;

impl Batch<'_> {
    pub(super) fn is_there(&mut self, id: ReleaseId) -> Result<(), Error> {
        let there = self.step(|transaction| releases::stored_hash(transaction, id))?;
        there.map(drop).ok_or(Error::NoSuchRelease(id))
    }

    /// Changes one row, which has to be there.
    pub(super) fn change(
        &mut self,
        table: &'static str,
        id: i64,
        sql: &'static str,
        values: impl rusqlite::Params,
    ) -> Result<(), Error> {
        self.touch(table, id)?;
        match self.step(|transaction| transaction.prepare_cached(sql)?.execute(values))? {
            0 => Err(Error::NoSuchEntry(id)),
            _ => Ok(()),
        }
    }

    /// The row that a question finds, made where it finds none.
    pub(super) fn row_for(
        &mut self,
        table: &'static str,
        find: &'static str,
        make: &'static str,
        key: impl rusqlite::Params + Copy,
    ) -> Result<i64, Error> {
        if let Some(id) = self.step(|transaction| existing(transaction, find, key))? {
            return Ok(id);
        }
        let id = self.step(|transaction| transaction.prepare_cached(make)?.insert(key))?;
        self.created(table, id);
        Ok(id)
    }

    pub(super) fn remove_found(
        &mut self,
        table: &'static str,
        find: &'static str,
        key: impl rusqlite::Params,
    ) -> Result<(), Error> {
        let Some(id) = self.step(|transaction| existing(transaction, find, key))? else { return Ok(()) };
        self.remove_row(table, id)
    }

    pub(super) fn remove_all(
        &mut self,
        table: &'static str,
        find: &'static str,
        of: i64,
    ) -> Result<(), Error> {
        self.rows_of(find, of)?.into_iter().try_for_each(|row| self.remove_row(table, row))
    }

    /// The numbers of the rows that a question about `of` finds.
    pub(super) fn rows_of(&mut self, find: &'static str, of: i64) -> Result<Vec<i64>, Error> {
        let all = |connection: &Connection| -> rusqlite::Result<Vec<i64>> {
            connection.prepare_cached(find)?.query_map([of], |row| row.get(0))?.collect()
        };
        self.step(|transaction| all(transaction))
    }

    pub(super) fn remove_row(&mut self, table: &'static str, id: i64) -> Result<(), Error> {
        self.touch(table, id)?;
        let sql = format!("DELETE FROM {table} WHERE id = ?1");
        self.step(|transaction| transaction.prepare_cached(&sql)?.execute([id])).map(drop)
    }
}

pub(super) fn not_blank(text: &str) -> Result<(), Invalid> {
    if text.trim().is_empty() { Err(Invalid::Blank) } else { Ok(()) }
}
