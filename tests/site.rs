//! A site on the loopback address, for tests: it answers with what it was given, and remembers what it was asked.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

/// What a page holds and what the server calls it.
type Page = (&'static str, String);

/// A running site. It ends with the test's process.
pub struct Site {
    root: String,
    pages: Arc<Mutex<HashMap<String, Page>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Site {
    /// A site without pages.
    pub fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let root = format!("http://{}", listener.local_addr().expect("its address"));
        let site = Self { root, pages: Arc::default(), asked: Arc::default() };
        let (pages, asked) = (Arc::clone(&site.pages), Arc::clone(&site.asked));
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut head = String::new();
                let mut lines = BufReader::new(&stream);
                while lines.read_line(&mut head).is_ok_and(|read| read > 2) {}
                let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
                let page = pages.lock().expect("the pages").get(&path).cloned();
                let (status, kind, body) = match page {
                    Some((kind, body)) => ("200 OK", kind, body),
                    None => ("404 Not Found", "text/plain", String::new()),
                };
                asked.lock().expect("the questions").push(path);
                let length = body.len();
                let answer = format!(
                    "HTTP/1.1 {status}\r\nContent-Type: {kind}; charset=utf-8\r\nConnection: close\r\n\
                     Content-Length: {length}\r\n\r\n{body}"
                );
                // Who asked may have gone.
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        site
    }

    /// The address of a path.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.root)
    }

    /// Puts a page at a path, in place of what is there.
    pub fn put(&self, path: &str, kind: &'static str, body: String) {
        self.pages.lock().expect("the pages").insert(path.to_owned(), (kind, body));
    }

    /// The paths that were asked for, in order.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("the questions").clone()
    }
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
