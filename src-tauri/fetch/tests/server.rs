//! Against a server of this test's own, on the loopback address: what is asked, what is refused, and in which words.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use bayan_fetch::{FetchError, Fetched, Fetcher, Limits, Validators};
use bayan_loopback::{Server, head_of, path_of, respond};
use flate2::Compression;
use flate2::write::GzEncoder;

fn limits() -> Limits {
    Limits { connect: Duration::from_secs(5), whole: Duration::from_secs(30), bytes: 100_000, redirects: 3 }
}

fn ask(address: &str) -> Result<Fetched, FetchError> {
    Fetcher::with_limits(limits()).fetch(address, &Validators::default(), &|| false)
}

#[test]
fn an_answer_comes_with_its_type_and_encoding_and_the_request_says_who_asks_and_nothing_else() {
    let server = Server::new(|_, stream| {
        let headers =
            "Content-Type: Text/HTML; charset=\"windows-1256\"\r\nETag: \"one\"\r\nSet-Cookie: a=b\r\n";
        respond(stream, "200 OK", headers, b"<p>text</p>");
    });
    let page = server.address("/statement?id=1");
    let Ok(Fetched::Answer(answer)) = ask(&page) else { panic!("no answer") };
    assert_eq!(answer.address, page);
    assert_eq!(answer.bytes, b"<p>text</p>");
    assert_eq!(answer.kind.as_deref(), Some("text/html"));
    assert_eq!(answer.charset.as_deref(), Some("windows-1256"));
    assert_eq!(answer.validators.etag.as_deref(), Some("\"one\""));
    ask(&page).unwrap();
    let heard = server.heard();
    assert_eq!(heard.len(), 2, "one request each");
    for head in heard.iter().map(|head| head.to_lowercase()) {
        assert!(head.starts_with("get /statement?id=1 http/1.1"), "{head}");
        assert!(head.contains("user-agent: bayan/"), "{head}");
        assert!(
            !head.contains("cookie") && !head.contains("referer") && !head.contains("authorization"),
            "{head}"
        );
    }
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let server = Server::new(|head, stream| {
        let head = head.to_lowercase();
        if head.contains("if-none-match: \"one\"") && head.contains("if-modified-since: thu, 27 mar 2025") {
            respond(stream, "304 Not Modified", "", b"");
        } else {
            respond(stream, "200 OK", "", b"text");
        }
    });
    let known =
        Validators { etag: Some("\"one\"".into()), modified: Some("Thu, 27 Mar 2025 10:00:00 GMT".into()) };
    let again = Fetcher::with_limits(limits()).fetch(&server.address(""), &known, &|| false);
    assert_eq!(again, Ok(Fetched::Unchanged));
    assert!(matches!(ask(&server.address("")), Ok(Fetched::Answer(_))));
}

#[test]
fn a_server_may_send_on_a_few_times_and_not_for_ever() {
    let server = Server::new(|head, stream| match path_of(head) {
        "/there" => respond(stream, "200 OK", "", b"there"),
        "/here" => respond(stream, "302 Found", "Location: /there\r\n", b""),
        "/file" => respond(stream, "302 Found", "Location: file:///etc/passwd\r\n", b""),
        _ => respond(stream, "301 Moved", "Location: /loop\r\n", b""),
    });
    let Ok(Fetched::Answer(answer)) = ask(&server.address("/here")) else { panic!("no answer") };
    assert_eq!(answer.address, server.address("/there"));
    server.forget();
    assert!(matches!(ask(&server.address("/loop")), Err(FetchError::TooManyRedirects { limit: 3, .. })));
    assert_eq!(server.heard().len(), 4);
    assert!(matches!(ask(&server.address("/file")), Err(FetchError::SentAway { .. })));
}

#[test]
fn each_way_in_which_a_server_says_no_has_words_of_its_own() {
    let server = Server::new(|head, stream| {
        let status = match path_of(head) {
            "/gone" => "404 Not Found",
            "/login" => "403 Forbidden",
            "/picture" => return respond(stream, "200 OK", "Content-Type: image/png\r\n", b"\x89PNG"),
            _ => "503 Busy",
        };
        respond(stream, status, "", b"<h1>no</h1>");
    });
    assert!(matches!(ask(&server.address("/gone")), Err(FetchError::NotFound { status: 404, .. })));
    assert!(matches!(ask(&server.address("/login")), Err(FetchError::Forbidden { status: 403, .. })));
    assert!(matches!(ask(&server.address("")), Err(FetchError::Status { status: 503, .. })));
    assert!(matches!(ask(&server.address("/picture")), Err(FetchError::WrongType { .. })));
    assert!(matches!(ask("http://no-such-host.invalid/"), Err(FetchError::NoSuchHost { .. })));
    // A port that was given and taken back.
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    assert!(matches!(ask(&format!("http://{closed}/")), Err(FetchError::Refused { .. })));
}

#[test]
fn a_feed_that_never_ends_a_length_that_lies_and_a_packed_bomb_are_given_up() {
    let server = Server::new(|head, stream| match path_of(head) {
        "/endless" => {
            let _ = stream
                .write_all(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n<rss><channel>");
            while stream.write_all(&[b'x'; 4096]).is_ok() {}
        }
        "/bomb" => {
            let mut packed = GzEncoder::new(Vec::new(), Compression::best());
            packed.write_all(&vec![b' '; 20 << 20]).unwrap();
            respond(stream, "200 OK", "Content-Encoding: gzip\r\n", &packed.finish().unwrap());
        }
        "/packed" => {
            let mut packed = GzEncoder::new(Vec::new(), Compression::best());
            packed.write_all("نص".as_bytes()).unwrap();
            respond(stream, "200 OK", "Content-Encoding: gzip\r\n", &packed.finish().unwrap());
        }
        "/cut" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<html>");
        }
        _ => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n");
        }
    });
    for path in ["/endless", "/bomb", "/large"] {
        let refused = ask(&server.address(path));
        assert!(matches!(refused, Err(FetchError::TooLarge { limit: 100_000, .. })), "{path}: {refused:?}");
    }
    assert!(matches!(ask(&server.address("/cut")), Err(FetchError::BrokenOff { .. })));
    let Ok(Fetched::Answer(answer)) = ask(&server.address("/packed")) else { panic!("no answer") };
    assert_eq!(answer.bytes, "نص".as_bytes());
}

#[test]
fn a_server_that_hangs_or_drips_is_given_up_when_its_time_is_over() {
    let server = Server::new(|head, stream| {
        if head.starts_with("GET /drip") {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
            while stream.write_all(b".").is_ok() {
                thread::sleep(Duration::from_millis(20));
            }
        } else {
            // Until the client goes away.
            let _ = stream.read(&mut [0]);
        }
    });
    let soon = Limits { whole: Duration::from_millis(400), ..limits() };
    for path in ["/hang", "/drip"] {
        let refused =
            Fetcher::with_limits(soon).fetch(&server.address(path), &Validators::default(), &|| false);
        assert!(matches!(refused, Err(FetchError::TookTooLong { .. })), "{path}: {refused:?}");
    }
}

#[test]
fn a_request_that_is_called_off_is_given_up_although_the_server_hangs() {
    let server = Server::new(|_, stream| {
        let _ = stream.read(&mut [0]);
    });
    let refused = Fetcher::with_limits(limits()).fetch(&server.address(""), &Validators::default(), &|| true);
    assert_eq!(refused, Err(FetchError::CalledOff));
}

/// A server with a certificate it has signed itself, and that certificate.
fn serve_tls() -> (String, Vec<u8>) {
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let certificate = made.cert.der().clone();
    let key = rustls::pki_types::PrivateKeyDer::Pkcs8(made.signing_key.serialize_der().into());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.clone()], key)
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let connection = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = rustls::StreamOwned::new(connection, stream);
            head_of(&mut stream);
            respond(&mut stream, "200 OK", "", b"safe");
            stream.conn.send_close_notify();
            let _ = stream.flush();
        }
    });
    (format!("https://localhost:{port}/"), certificate.to_vec())
}

#[test]
fn a_certificate_nobody_vouches_for_is_refused_and_one_that_is_trusted_taken() {
    let (server, certificate) = serve_tls();
    let refused = ask(&server);
    assert!(matches!(refused, Err(FetchError::NotTrusted { .. })), "{refused:?}");
    let trusting = Fetcher::with_limits(limits()).trusting(&[&certificate]);
    let Ok(Fetched::Answer(answer)) = trusting.fetch(&server, &Validators::default(), &|| false) else {
        panic!("no answer")
    };
    assert_eq!(answer.bytes, b"safe");
}

#[test]
fn a_server_that_speaks_no_tls_is_not_trusted() {
    let server = Server::new(|_, stream| respond(stream, "200 OK", "", b"plain"));
    let refused = ask(&server.address("").replace("http://", "https://"));
    assert!(matches!(refused, Err(FetchError::NotTrusted { .. })), "{refused:?}");
}
