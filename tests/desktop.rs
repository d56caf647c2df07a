//! A desktop of its own for each test: a virtual screen, an empty home, the program's real window under WebDriver.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use x11rb::protocol::xproto::Window;

use crate::hand::Hand;

/// How long the window may take to show what a test waits for. Long: it only bounds a test that has failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// The program that is driven: the one `BAYAN_PROGRAM` names, as for figures of a release build, or the one built for the tests.
pub fn program() -> String {
    std::env::var("BAYAN_PROGRAM").unwrap_or_else(|_| env!("CARGO_BIN_EXE_bayan").to_owned())
}

/// A home folder with nothing in it.
pub struct Home(TempDir);

impl Home {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// The program's folder for archives.
    pub fn data(&self) -> PathBuf {
        self.path().join("data/org.bayan.app")
    }

    /// The program's file of settings.
    pub fn settings(&self) -> PathBuf {
        self.path().join("config/org.bayan.app/settings.json")
    }
}

/// A running program and the way to see and use its window. Everything is stopped when it is dropped.
pub struct Desktop {
    client: Client,
    /// What goes with the window: the driver, what manages windows where somebody does, the screen.
    beside: Vec<Child>,
    display: String,
}

/// A program without the driver, and the screen it is on.
pub struct Undriven {
    /// The driven window whose screen is used.
    pub desktop: Desktop,
    /// What uses the program.
    pub hand: Hand,
    /// The program.
    pub program: Child,
    /// Its window.
    pub window: Window,
    /// The home of the driven one.
    _elsewhere: Home,
}

impl Desktop {
    /// Starts the program with these arguments in this home and waits for its first screen.
    pub async fn start(home: &Home, arguments: &[&str]) -> Self {
        Self::start_program(home, &program(), arguments).await
    }

    /// Starts the program on a screen smaller than its window, where windows are given their frames, places and sizes by a window
    /// manager.
    pub async fn start_managed(home: &Home, arguments: &[&str]) -> Self {
        let (screen, display) = start_screen("1366x768");
        let manager = Command::new("openbox").at_home(home, &display).spawn();
        let manager = manager.expect("openbox starts (Debian package openbox)");
        Hand::on(&display).wait_for_manager();
        Self::start_on(display, vec![manager, screen], home, &program(), arguments).await
    }

    /// Starts another program with a web view the same way.
    pub async fn start_program(home: &Home, program: &str, arguments: &[&str]) -> Self {
        let (screen, display) = start_screen("1600x1000");
        Self::start_on(display, vec![screen], home, program, arguments).await
    }

    async fn start_on(
        display: String,
        mut beside: Vec<Child>,
        home: &Home,
        program: &str,
        arguments: &[&str],
    ) -> Self {
        let port = free_port();
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .at_home(home, &display)
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .spawn()
            .expect("WebKitWebDriver starts (Debian package webkit2gtk-driver)");
        beside.insert(0, driver);
        let client = connect(port, program, arguments).await;
        Self { client, beside, display }
    }

    /// Starts the program once more on the same screen and in the same home, as when a file is opened from the desktop.
    pub fn start_beside(&self, home: &Home, arguments: &[&str]) -> Child {
        Command::new(program())
            .args(arguments)
            .at_home(home, &self.display)
            .spawn()
            .expect("the program starts once more")
    }

    /// Starts the program in a home without the driver, which takes it away before it has kept anything, on the screen of one that
    /// is driven.
    pub async fn undriven(home: &Home) -> Undriven {
        let elsewhere = Home::new();
        let desktop = Self::start(&elsewhere, &[]).await;
        desktop.find("welcome").await;
        let hand = desktop.hand();
        let program = desktop.start_beside(home, &[]);
        let window = hand.new_window();
        Undriven { desktop, hand, program, window, _elsewhere: elsewhere }
    }

    /// A hand on the same screen, for what is done outside of the window.
    pub fn hand(&self) -> Hand {
        Hand::on(&self.display)
    }

    /// Waits for the element with this `data-testid` and gives it.
    pub async fn find(&self, id: &str) -> Element {
        self.find_css(&format!("[data-testid='{id}']")).await
    }

    /// Waits for the first element that fits the selector and gives it.
    pub async fn find_css(&self, selector: &str) -> Element {
        match self.client.wait().at_most(PATIENCE).for_element(Locator::Css(selector)).await {
            Ok(element) => element,
            Err(error) => panic!("{selector} did not appear: {error}\n{}", self.text().await),
        }
    }

    /// All elements that fit the selector now.
    pub async fn all(&self, selector: &str) -> Vec<Element> {
        self.client.find_all(Locator::Css(selector)).await.expect("the window answers")
    }

    /// Clicks the element with this `data-testid`.
    pub async fn click(&self, id: &str) {
        self.click_css(&format!("[data-testid='{id}']")).await;
    }

    /// Clicks the first element that fits the selector, as soon as nothing lies over it: a dialog that is closing, the edge
    /// of a list it has to be scrolled out of.
    pub async fn click_css(&self, selector: &str) {
        let started = std::time::Instant::now();
        loop {
            let element = self.find_css(selector).await;
            let argument = serde_json::to_value(&element).expect("an element can be named");
            let centre = "arguments[0].scrollIntoView({ block: 'center', inline: 'center' })";
            let clicked = match self.client.execute(centre, vec![argument]).await {
                Ok(_) => element.click().await,
                Err(error) => Err(error),
            };
            match clicked {
                Ok(()) => return,
                Err(error) => assert!(started.elapsed() < PATIENCE, "{selector} cannot be clicked: {error}"),
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// What a script gives. Scripts only look: what a person does, tests do by clicks and keys.
    pub async fn look(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// What a script gives that is told things, as `arguments`.
    pub async fn tell(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(script, arguments).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// What a script answers in its own time: it calls the last of its `arguments` with it.
    pub async fn ask(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute_async(script, arguments).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Goes to another page that the program carries.
    pub async fn go(&self, page: &str) {
        self.client.goto(&format!("tauri://localhost/{page}")).await.expect("the page is shown");
    }

    /// Presses keys on the page.
    pub async fn press(&self, keys: &str) {
        self.find_css("body").await.send_keys(keys).await.expect("keys reach the window");
    }

    /// Waits until a script gives true.
    pub async fn wait_until(&self, what: &str, script: &str) {
        let started = std::time::Instant::now();
        while self.look(script).await != Value::Bool(true) {
            assert!(started.elapsed() < PATIENCE, "waited in vain until {what}\n{}", self.text().await);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Everything the window says, for a failing test's message.
    pub async fn text(&self) -> String {
        self.look("return document.body.innerText").await.as_str().unwrap_or_default().to_owned()
    }

    /// Takes a picture of the window, where `BAYAN_PICTURES` names a folder for them: the pictures of the user guide are
    /// made so, and a change of the window's look is looked at so.
    pub async fn picture(&self, name: &str) {
        if let Some(folder) = std::env::var_os("BAYAN_PICTURES") {
            // The page may be there and not painted yet, or painted in a stand-in for a font that is on its way.
            let painted = "const done = arguments[0]; document.fonts.ready.then(() =>\
                requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 250))))";
            self.client.execute_async(painted, Vec::new()).await.expect("the window is painted");
            // The driver waits for the next frame, and of a page that stands still there is none: a speck that nobody sees stirs.
            let stir = "\
                const speck = document.body.appendChild(document.createElement('i'));\
                speck.style.cssText = 'position: fixed; inset-block-start: 0; inset-inline-start: 0; inline-size: 1px; block-size: 1px';\
                const beat = setInterval(() => speck.style.background = `rgb(0 0 0 / ${Math.random() / 250})`, 50);\
                setTimeout(() => { clearInterval(beat); speck.remove() }, 3000);\
                return true";
            self.look(stir).await;
            let picture = self.client.screenshot().await.expect("a picture of the window");
            std::fs::write(Path::new(&folder).join(format!("{name}.png")), picture)
                .expect("the picture is written");
        }
    }

    /// Sets the window's size in pixels.
    pub async fn resize(&self, width: u32, height: u32) {
        self.client.set_window_size(width, height).await.expect("the window takes a size");
    }

    /// Closes the window.
    pub async fn close(self) {
        // The program ends with its window, so that the driver may find it gone already.
        let _ = self.client.clone().close().await;
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        for child in &mut self.beside {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// A program that is started in a home of its own.
trait AtHome {
    fn at_home(&mut self, home: &Home, display: &str) -> &mut Self;
}

impl AtHome for Command {
    fn at_home(&mut self, home: &Home, display: &str) -> &mut Self {
        self.env("DISPLAY", display)
            .env("HOME", home.path())
            .env("XDG_DATA_HOME", home.path().join("data"))
            .env("XDG_CONFIG_HOME", home.path().join("config"))
            .env("XDG_CACHE_HOME", home.path().join("cache"))
            .env("LANG", "en_US.UTF-8")
            .env("LANGUAGE", "en")
            // No accessibility bus and no graphics card on a virtual screen.
            .env("NO_AT_BRIDGE", "1")
            .env("GTK_A11Y", "none")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env_remove("WAYLAND_DISPLAY")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
    }
}

/// Starts a virtual screen of so many pixels on the first free display and gives it with its name.
fn start_screen(pixels: &str) -> (Child, String) {
    let mut screen = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", &format!("{pixels}x24"), "-nolisten", "tcp"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb starts (Debian package xvfb)");
    let said = screen.stdout.take().expect("its output is piped");
    let mut number = String::new();
    BufReader::new(said).read_line(&mut number).expect("Xvfb says its display");
    (screen, format!(":{}", number.trim()))
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("its number").port()
}

async fn connect(port: u16, program: &str, arguments: &[&str]) -> Client {
    let mut capabilities = Capabilities::new();
    capabilities.insert("webkitgtk:browserOptions".into(), json!({ "binary": program, "args": arguments }));
    let address = format!("http://127.0.0.1:{port}");
    let started = std::time::Instant::now();
    loop {
        match Client::with_capabilities_and_connector(&address, &capabilities, HttpConnector::new()).await {
            Ok(client) => return client,
            // The driver needs a moment before it listens.
            Err(error) => assert!(started.elapsed() < PATIENCE, "no session with the window: {error}"),
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
