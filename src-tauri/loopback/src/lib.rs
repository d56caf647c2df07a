//! A server on the loopback address, for tests of what comes from the web. It is no part of the program.
//!
//! - [`Server`] answers each request as a test says, also wrongly, slowly and without end.
//! - [`Site`] is a server with pages, which answers like any other and says when nothing has changed.
//!
//! Both end with the test's process. What goes wrong in them is a fault of the test, and told by a panic.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A running server, which remembers what it was asked.
#[derive(Debug)]
pub struct Server {
    root: String,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Answers each connection by `answer`, which is told the head of the request.
    pub fn new(answer: impl Fn(&str, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let root = format!("http://{}", listener.local_addr().expect("its address"));
        let server = Self { root, heard: Arc::default() };
        let (heard, answer) = (Arc::clone(&server.heard), Arc::new(answer));
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let (heard, answer) = (Arc::clone(&heard), Arc::clone(&answer));
                thread::spawn(move || {
                    let head = head_of(&mut stream);
                    heard.lock().expect("the heads").push(head.clone());
                    answer(&head, &mut stream);
                });
            }
        });
        server
    }

    /// The address of a path, which begins with a slash or is empty.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.root)
    }

    /// The heads of the requests it got, in order.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().expect("the heads").clone()
    }

    /// Forgets what it was asked.
    pub fn forget(&self) {
        self.heard.lock().expect("the heads").clear();
    }
}

/// The head of a request, up to the blank line that ends it.
pub fn head_of(stream: &mut impl Read) -> String {
    let mut head = String::new();
    let mut lines = BufReader::new(stream);
    while lines.read_line(&mut head).is_ok_and(|read| read > 2) {}
    head
}

/// The path that the head of a request asks for.
pub fn path_of(head: &str) -> &str {
    head.split(' ').nth(1).unwrap_or_default()
}

/// Sends a whole answer; `headers` are lines that end in CR and LF.
pub fn respond(stream: &mut impl Write, status: &str, headers: &str, body: &[u8]) {
    let head =
        format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n{headers}\r\n", body.len());
    // Who asked may have gone: that is what some tests are about.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
}

/// What a page holds and what the server calls it.
type Page = (&'static str, String);

/// A running site. A page carries a mark of its text (`ETag`), and is not sent again to who has it.
#[derive(Debug)]
pub struct Site {
    server: Server,
    pages: Arc<Mutex<HashMap<String, Page>>>,
}

impl Default for Site {
    fn default() -> Self {
        Self::new()
    }
}

impl Site {
    /// A site without pages.
    pub fn new() -> Self {
        let pages: Arc<Mutex<HashMap<String, Page>>> = Arc::default();
        let served = Arc::clone(&pages);
        let server = Server::new(move |head, stream| {
            let page = served.lock().expect("the pages").get(path_of(head)).cloned();
            let Some((kind, body)) = page else { return respond(stream, "404 Not Found", "", b"") };
            let mut hasher = DefaultHasher::new();
            body.hash(&mut hasher);
            let mark = format!("\"{:x}\"", hasher.finish());
            let headers = format!("Content-Type: {kind}; charset=utf-8\r\nETag: {mark}\r\n");
            if head.contains(&mark) {
                respond(stream, "304 Not Modified", &headers, b"");
            } else {
                respond(stream, "200 OK", &headers, body.as_bytes());
            }
        });
        Self { server, pages }
    }

    /// The address of a path.
    pub fn address(&self, path: &str) -> String {
        self.server.address(path)
    }

    /// Puts a page at a path, in place of what is there.
    pub fn put(&self, path: &str, kind: &'static str, body: impl Into<String>) {
        self.pages.lock().expect("the pages").insert(path.to_owned(), (kind, body.into()));
    }

    /// The paths that were asked for, in order.
    pub fn asked(&self) -> Vec<String> {
        self.server.heard().iter().map(|head| path_of(head).to_owned()).collect()
    }

    /// The heads of the requests it got, in order.
    pub fn heard(&self) -> Vec<String> {
        self.server.heard()
    }
}

/// A page of a council that lists statements: their paths, titles and dates in words, with a menu above and a foot below.
pub fn list_of(statements: &[(&str, &str, &str)], more: &str) -> String {
    let items: String = statements
        .iter()
        .map(|(path, title, date)| {
            format!("<li><span>{date}</span> <h3><a href=\"{path}\">{title}</a></h3></li>")
        })
        .collect();
    format!(
        "<!doctype html><html lang=\"ar\" dir=\"rtl\"><head><title>البيانات</title></head><body>\
         <nav><ul><li><a href=\"/about\">عن المجلس الوطني ومؤسساته وهيئاته</a></li>\
         <li><a href=\"/contact\">اتصل بالمكتب الإعلامي للمجلس الوطني</a></li></ul></nav>\
         <main><h1>البيانات</h1><ul>{items}</ul>{more}</main>\
         <footer><a href=\"/privacy\">سياسة الخصوصية وشروط استخدام الموقع</a></footer></body></html>"
    )
}

/// A page of a council with a statement of this date.
pub fn statement(title: &str, date: &str, paragraphs: &[&str]) -> String {
    let body: String = paragraphs.iter().map(|text| format!("<p>{text}</p>")).collect();
    format!(
        "<!doctype html><html lang=\"ar\" dir=\"rtl\"><head><title>{title}</title>\
         <meta property=\"article:published_time\" content=\"{date}\"></head>\
         <body><nav><a href=\"/\">الرئيسية</a> <a href=\"/news\">الأخبار</a></nav>\
         <article><h1>{title}</h1>{body}</article></body></html>"
    )
}
