//! What a hand does outside of the program's window: it drops files on it, fills the clipboard, types into the system's
//! dialogs. All of it as other programs of the desktop do it, by the X protocol on the test's own virtual screen.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use x11rb::CURRENT_TIME;
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, BUTTON_PRESS_EVENT, BUTTON_RELEASE_EVENT, ClientMessageEvent, ConfigureWindowAux,
    ConnectionExt as _, CreateWindowAux, EventMask, InputFocus, KEY_PRESS_EVENT, KEY_RELEASE_EVENT,
    MOTION_NOTIFY_EVENT, MapState, PropMode, SELECTION_NOTIFY_EVENT, SelectionNotifyEvent,
    SelectionRequestEvent, Window, WindowClass,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

x11rb::atom_manager! {
    /// The names that programs speak to each other by.
    Names: NamesCookie {
        CLIPBOARD,
        TARGETS,
        UTF8_STRING,
        HTML: b"text/html",
        URIS: b"text/uri-list",
        WM_DELETE_WINDOW,
        WM_PROTOCOLS,
        XdndActionCopy,
        XdndAware,
        XdndDrop,
        XdndEnter,
        XdndFinished,
        XdndPosition,
        XdndSelection,
        XdndStatus,
        _NET_SUPPORTING_WM_CHECK,
    }
}

/// How long another program may take to answer. Long: it only bounds a test that has failed.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often it is looked whether it has.
const LOOK: Duration = Duration::from_millis(20);
/// How long the system's dialog has for opening its field for paths.
const FIELD: Duration = Duration::from_secs(3);
/// The version of the protocol of dragging and dropping that is spoken.
const XDND: u32 = 5;
/// The key of capital letters.
const SHIFT: u32 = 0xffe1;
/// Keys of menus.
const F10: u32 = 0xffc7;
const RIGHT: u32 = 0xff53;
const UP: u32 = 0xff52;
const DOWN: u32 = 0xff54;
const ENTER: u32 = 0xff0d;

/// A connection to a screen, with a window of its own that is never seen.
pub struct Hand {
    screen: RustConnection,
    root: Window,
    own: Window,
    names: Names,
    /// The windows that were seen when the hand came.
    before: Vec<Window>,
}

impl Hand {
    /// A hand on a screen, by its name.
    pub fn on(display: &str) -> Self {
        let (screen, number) = x11rb::connect(Some(display)).expect("the virtual screen answers");
        let root = screen.setup().roots[number].root;
        let own = screen.generate_id().expect("a number");
        screen
            .create_window(0, own, root, 0, 0, 1, 1, 0, WindowClass::INPUT_ONLY, 0, &CreateWindowAux::new())
            .expect("a window of its own");
        let names = Names::new(&screen).expect("names").reply().expect("names");
        let mut hand = Self { screen, root, own, names, before: Vec::new() };
        hand.before = hand.windows();
        hand
    }

    /// Waits until somebody manages the windows of the screen.
    pub fn wait_for_manager(&self) {
        let began = Instant::now();
        while !self.has(self.root, self.names._NET_SUPPORTING_WM_CHECK) {
            assert!(began.elapsed() < PATIENCE, "nobody manages the windows");
            thread::sleep(LOOK);
        }
    }

    /// Drags files over the middle of the program's window and lets them go.
    pub fn drop_files(&self, paths: &[&Path]) {
        let uris: String = paths.iter().map(|path| format!("file://{}\r\n", path.display())).collect();
        let offered = [(self.names.URIS, uris.into_bytes())];
        let Names { XdndSelection, XdndEnter, XdndPosition, XdndDrop, .. } = self.names;
        self.screen.set_selection_owner(self.own, XdndSelection, CURRENT_TIME).expect("the files are held");
        let window = self.window(|window| self.has(window, self.names.XdndAware));
        let size = self.screen.get_geometry(window).expect("a question").reply().expect("its size");
        let middle = self
            .screen
            .translate_coordinates(window, self.root, size.width as i16 / 2, size.height as i16 / 2)
            .expect("a question")
            .reply()
            .expect("its place");
        let place = (middle.dst_x as u32) << 16 | middle.dst_y as u32;

        self.say(window, XdndEnter, [self.own, XDND << 24, self.names.URIS, 0, 0]);
        // A program asks for what is dragged while it is over it, and knows it only then.
        let over = [self.own, 0, place, CURRENT_TIME, self.names.XdndActionCopy];
        let mut asked = false;
        while !asked {
            self.say(window, XdndPosition, over);
            asked = self.serve_until(&offered, Some(self.names.XdndStatus));
        }
        self.say(window, XdndPosition, over);
        self.serve_until(&offered, Some(self.names.XdndStatus));
        self.say(window, XdndDrop, [self.own, 0, CURRENT_TIME, 0, 0]);
        self.serve_until(&offered, Some(self.names.XdndFinished));
    }

    /// Answers who asks for what is offered, until a message of this name comes; without a name for ever. Gives whether
    /// anybody asked.
    fn serve_until(&self, offered: &[(Atom, Vec<u8>)], message: Option<Atom>) -> bool {
        let began = Instant::now();
        let mut asked = false;
        loop {
            let event = match message {
                None => self.screen.wait_for_event().map(Some),
                Some(_) => self.screen.poll_for_event(),
            };
            // The screen goes away with its test.
            let Ok(event) = event else { return asked };
            match event {
                Some(Event::SelectionRequest(request)) => {
                    asked |= request.target != self.names.TARGETS;
                    self.answer(&request, offered);
                }
                Some(Event::ClientMessage(said)) if Some(said.type_) == message => return asked,
                Some(_) => {}
                None => {
                    assert!(began.elapsed() < PATIENCE, "the program did not answer");
                    thread::sleep(LOOK);
                }
            }
        }
    }

    fn answer(&self, request: &SelectionRequestEvent, offered: &[(Atom, Vec<u8>)]) {
        let property = if request.property == 0 { request.target } else { request.property };
        let found = offered.iter().find(|(kind, _)| *kind == request.target);
        let done = if request.target == self.names.TARGETS {
            let kinds: Vec<Atom> =
                offered.iter().map(|(kind, _)| *kind).chain([self.names.TARGETS]).collect();
            self.screen.change_property32(
                PropMode::REPLACE,
                request.requestor,
                property,
                AtomEnum::ATOM,
                &kinds,
            )
        } else if let Some((kind, bytes)) = found {
            self.screen.change_property8(PropMode::REPLACE, request.requestor, property, *kind, bytes)
        } else {
            self.screen.delete_property(request.requestor, property)
        };
        let known = found.is_some() || request.target == self.names.TARGETS;
        let notice = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: request.time,
            requestor: request.requestor,
            selection: request.selection,
            target: request.target,
            property: if known { property } else { 0 },
        };
        done.and_then(|_| self.screen.send_event(false, request.requestor, EventMask::NO_EVENT, notice))
            .and_then(|_| self.screen.flush())
            .expect("the screen takes the answer");
    }

    fn say(&self, window: Window, name: Atom, words: [u32; 5]) {
        let message = ClientMessageEvent::new(32, window, name, words);
        self.screen
            .send_event(false, window, EventMask::NO_EVENT, message)
            .and_then(|_| self.screen.flush())
            .expect("the screen takes a message");
    }

    /// The window of a program that was started after the hand came.
    pub fn new_window(&self) -> Window {
        self.window(|window| !self.before.contains(&window) && self.has(window, self.names.XdndAware))
    }

    /// Puts a window to a place on the screen, in pixels: from its edge, from its top, width, height.
    pub fn put(&self, window: Window, (x, y, width, height): (i32, i32, u32, u32)) {
        let place = ConfigureWindowAux::new().x(x).y(y).width(width).height(height);
        self.screen.configure_window(window, &place).expect("the window is put there");
        self.screen.sync().expect("the screen answers");
    }

    /// Waits until a window that came after the hand stands at a place.
    pub fn wait_for_place(&self, (x, y, width, height): (i32, i32, u32, u32)) {
        self.window(|window| {
            let asked = self.screen.get_geometry(window).ok().and_then(|asked| asked.reply().ok());
            !self.before.contains(&window)
                && asked.is_some_and(|found| {
                    (i32::from(found.x), i32::from(found.y)) == (x, y)
                        && (u32::from(found.width), u32::from(found.height)) == (width, height)
                })
        });
    }

    /// The window of the program that is driven.
    pub fn program(&self) -> Window {
        self.window(|window| self.has(window, self.names.XdndAware))
    }

    /// Chooses an entry of a window's menu bar with the keys: the menu by its place in the bar, from 0, the entry counted from the
    /// end of the menu, from 1.
    pub fn choose_in_menu(&self, window: Window, menu: usize, from_end: usize) {
        self.screen.set_input_focus(InputFocus::PARENT, window, CURRENT_TIME).expect("the window takes keys");
        self.screen.sync().expect("the screen answers");
        let keys = [F10]
            .into_iter()
            .chain([RIGHT].repeat(menu))
            .chain([DOWN])
            .chain([UP].repeat(from_end))
            .chain([ENTER]);
        for key in keys {
            thread::sleep(LOOK * 10);
            self.press(key);
        }
        thread::sleep(LOOK * 10);
    }

    /// Closes a window as its frame does.
    pub fn close(&self, window: Window) {
        self.say(window, self.names.WM_PROTOCOLS, [self.names.WM_DELETE_WINDOW, CURRENT_TIME, 0, 0, 0]);
    }

    /// Puts a text into the clipboard, as a page of HTML too where there is one. It is held as long as the screen is there.
    pub fn fill_clipboard(self, text: &str, html: Option<&str>) {
        let kinds = [(self.names.HTML, html), (self.names.UTF8_STRING, Some(text))];
        let offered: Vec<(Atom, Vec<u8>)> =
            kinds.into_iter().filter_map(|(kind, text)| Some((kind, text?.as_bytes().to_vec()))).collect();
        self.screen
            .set_selection_owner(self.own, self.names.CLIPBOARD, CURRENT_TIME)
            .expect("the text is held");
        self.screen.sync().expect("the screen answers");
        thread::spawn(move || self.serve_until(&offered, None));
    }

    /// Types a path into the system's dialog that has opened since the hand came, and takes it.
    pub fn choose(&self, path: &Path) {
        let dialog = self.window(|window| !self.before.contains(&window));
        self.screen.set_input_focus(InputFocus::PARENT, dialog, CURRENT_TIME).expect("the dialog takes keys");
        self.screen.sync().expect("the screen answers");
        thread::sleep(LOOK * 10);
        // The first letter opens the field for paths; what is typed until it is there is lost.
        for (place, letter) in path.to_str().expect("a path of letters").chars().enumerate() {
            self.press(letter as u32);
            if place == 0 {
                thread::sleep(FIELD);
            }
        }
        // The dialog looks up what is typed.
        thread::sleep(FIELD / 2);
        let began = Instant::now();
        while self.is_seen(dialog) {
            assert!(began.elapsed() < PATIENCE, "the dialog does not take {}", path.display());
            self.click_last_button(dialog);
            thread::sleep(FIELD / 2);
        }
    }

    /// Clicks the button in the lower right corner of a dialog, which takes what was chosen.
    fn click_last_button(&self, dialog: Window) {
        let size = self.screen.get_geometry(dialog).expect("a question").reply().expect("its size");
        let (x, y) = (size.width as i16 - 50, size.height as i16 - 24);
        let place = self.screen.translate_coordinates(dialog, self.root, x, y).expect("a question").reply();
        let place = place.expect("its place");
        for (kind, button) in [(MOTION_NOTIFY_EVENT, 0), (BUTTON_PRESS_EVENT, 1), (BUTTON_RELEASE_EVENT, 1)] {
            self.screen
                .xtest_fake_input(kind, button, CURRENT_TIME, self.root, place.dst_x, place.dst_y, 0)
                .expect("the screen takes a click");
        }
        self.screen.sync().expect("the screen answers");
    }

    /// Presses the key that gives this sign, by its number in the X protocol: that of Latin letters is the letter's own.
    fn press(&self, sign: u32) {
        let setup = self.screen.setup();
        let (first, count) = (setup.min_keycode, setup.max_keycode - setup.min_keycode + 1);
        let keys =
            self.screen.get_keyboard_mapping(first, count).expect("a question").reply().expect("the keys");
        let each = usize::from(keys.keysyms_per_keycode);
        let key = |sign: u32, level: usize| {
            let place = keys.keysyms.chunks(each).position(|signs| signs.get(level) == Some(&sign))?;
            Some(first + place as u8)
        };
        let shift = key(SHIFT, 0).expect("a key for capitals");
        let (key, shifted) = match key(sign, 0) {
            Some(key) => (key, false),
            None => (key(sign, 1).unwrap_or_else(|| panic!("no key for {sign:#x}")), true),
        };
        let strokes = [
            (KEY_PRESS_EVENT, shift),
            (KEY_PRESS_EVENT, key),
            (KEY_RELEASE_EVENT, key),
            (KEY_RELEASE_EVENT, shift),
        ];
        for (kind, key) in strokes.into_iter().filter(|(_, key)| shifted || *key != shift) {
            self.screen
                .xtest_fake_input(kind, key, CURRENT_TIME, self.root, 0, 0, 0)
                .expect("the screen takes keys");
        }
        self.screen.sync().expect("the screen answers");
    }

    /// Waits for a window that is seen and fits.
    fn window(&self, fits: impl Fn(Window) -> bool) -> Window {
        let began = Instant::now();
        loop {
            if let Some(window) = self.windows().into_iter().find(|window| fits(*window)) {
                return window;
            }
            assert!(began.elapsed() < PATIENCE, "there is no such window");
            thread::sleep(LOOK);
        }
    }

    /// The windows that are seen, without menus and the like.
    fn windows(&self) -> Vec<Window> {
        let tree = self.screen.query_tree(self.root).expect("a question").reply().expect("the windows");
        tree.children.into_iter().filter(|window| self.is_seen(*window)).collect()
    }

    fn is_seen(&self, window: Window) -> bool {
        // One that has gone meanwhile is not seen.
        let found = self.screen.get_window_attributes(window).ok().and_then(|asked| asked.reply().ok());
        found.is_some_and(|found| found.map_state == MapState::VIEWABLE && !found.override_redirect)
    }

    fn has(&self, window: Window, property: Atom) -> bool {
        let asked = self.screen.get_property(false, window, property, AtomEnum::ANY, 0, 1);
        asked.ok().and_then(|asked| asked.reply().ok()).is_some_and(|found| found.value_len > 0)
    }
}
