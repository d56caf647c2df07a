//! Fetching what a person gave the address of: a page, a document, a feed. This is the only part of the program that
//! speaks to the network.
//!
//! - One request goes to the address that was entered, and then at most [`Limits::redirects`] to where its server sends it.
//!   Nothing that an answer refers to is fetched by itself: a link is an address that a person confirms.
//! - Only `http` and `https`. A server may send from `http` to `https`, never the other way, and never from elsewhere into
//!   this computer or the network at hand.
//! - No cookies, no names and passwords, no address of a page before. The request says which program asks.
//! - Time, size and the number of redirects are bounded ([`Limits`]); the size after unpacking counts.
//! - Certificates are checked by what the system trusts.
//!
//! What an answer holds is read elsewhere.

mod error;

use std::io::Read;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use ureq::http::{HeaderMap, Response, StatusCode, header};
use ureq::tls::{Certificate, RootCerts, TlsConfig, TlsProvider};
use ureq::{Agent, Body};
use url::{Host, Url};

pub use error::FetchError;

/// How much a server may ask of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How long finding and reaching a host may take.
    pub connect: Duration,
    /// How long all of it may take, redirects among it.
    pub whole: Duration,
    /// The most bytes of an answer, unpacked.
    pub bytes: u64,
    /// How often a server may send on.
    pub redirects: u32,
}

impl Default for Limits {
    /// 10 s, 60 s, 32 MB, 5 times.
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            whole: Duration::from_secs(60),
            bytes: 32 << 20,
            redirects: 5,
        }
    }
}

/// What a server said of an answer, so that it can be asked whether it has changed since.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Validators {
    /// Its `ETag`.
    pub etag: Option<String>,
    /// Its `Last-Modified`, as it was written.
    pub modified: Option<String>,
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The address it came from in the end.
    pub address: String,
    /// Its bytes, unpacked.
    pub bytes: Vec<u8>,
    /// The type its server says it has, in small letters and without parameters, such as `text/html`.
    pub kind: Option<String>,
    /// The encoding its server says it is in.
    pub charset: Option<String>,
    /// What to ask with the next time.
    pub validators: Validators,
}

/// What became of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched {
    /// This was answered.
    Answer(Box<Answer>),
    /// The server says that it is what it was.
    Unchanged,
}

/// Fetches.
#[derive(Debug, Clone, Default)]
pub struct Fetcher {
    limits: Limits,
    /// Trusted instead of what the system trusts.
    roots: Option<Arc<Vec<Certificate<'static>>>>,
}

/// How often it is asked whether a request is called off.
const LOOK: Duration = Duration::from_millis(50);

impl Fetcher {
    /// One with other limits than the usual ones.
    pub const fn with_limits(limits: Limits) -> Self {
        Self { limits, roots: None }
    }

    /// One that trusts these certificates (DER) alone.
    pub fn trusting(self, certificates: &[&[u8]]) -> Self {
        let roots = certificates.iter().map(|der| Certificate::from_der(der).to_owned()).collect();
        Self { roots: Some(Arc::new(roots)), ..self }
    }

    /// Asks for an address; with `known`, only for what has changed since. `called_off` is asked about twenty times a second.
    /// A request that is called off is given up at once; its thread ends at the latest with its time.
    ///
    /// # Errors
    /// [`FetchError`], which says what to do.
    pub fn fetch(
        &self,
        address: &str,
        known: &Validators,
        called_off: &dyn Fn() -> bool,
    ) -> Result<Fetched, FetchError> {
        let url = address_of(address)?;
        let (tell, told) = mpsc::channel();
        let given_up = Arc::new(AtomicBool::new(false));
        let (fetcher, known, stop) = (self.clone(), known.clone(), Arc::clone(&given_up));
        thread::Builder::new()
            .name("fetch".into())
            .spawn(move || {
                // Nobody listens any more when it was called off.
                let _ = tell.send(fetcher.ask(url, &known, &stop));
            })
            .map_err(|error| FetchError::NotReached { host: String::new(), why: error.to_string() })?;
        loop {
            match told.recv_timeout(LOOK) {
                Ok(fetched) => return fetched,
                Err(RecvTimeoutError::Timeout) if called_off() => {
                    given_up.store(true, Ordering::Relaxed);
                    return Err(FetchError::CalledOff);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(FetchError::BrokenOff {
                        host: String::new(),
                        why: "the request ended".into(),
                    });
                }
            }
        }
    }

    fn ask(&self, entered: Url, known: &Validators, stop: &AtomicBool) -> Result<Fetched, FetchError> {
        let end = Instant::now() + self.limits.whole;
        let mut url = entered;
        for _ in 0..=self.limits.redirects {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(FetchError::TookTooLong {
                    host: host_of(&url),
                    seconds: self.limits.whole.as_secs(),
                });
            }
            if stop.load(Ordering::Relaxed) {
                return Err(FetchError::CalledOff);
            }
            let response = self.request(&url, known, left)?;
            match response.status() {
                StatusCode::NOT_MODIFIED => return Ok(Fetched::Unchanged),
                status if status.is_redirection() => url = onward(&url, response.headers())?,
                status if status.is_success() => return self.answer(&url, response, stop),
                status => return Err(error::of_status(&host_of(&url), status.as_u16())),
            }
        }
        Err(FetchError::TooManyRedirects { host: host_of(&url), limit: self.limits.redirects })
    }

    fn request(&self, url: &Url, known: &Validators, left: Duration) -> Result<Response<Body>, FetchError> {
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .root_certs(match &self.roots {
                Some(roots) => RootCerts::Specific(Arc::clone(roots)),
                None => RootCerts::PlatformVerifier,
            })
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let mut config = Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            // Where a server sends is looked at first.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(concat!("Bayan/", env!("CARGO_PKG_VERSION")))
            .timeout_resolve(Some(self.limits.connect))
            .timeout_connect(Some(self.limits.connect))
            .timeout_global(Some(left));
        if is_near(url) {
            config = config.proxy(None);
        }
        let agent: Agent = config.build().into();
        let mut request = agent.get(url.as_str());
        if let Some(etag) = &known.etag {
            request = request.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(modified) = &known.modified {
            request = request.header(header::IF_MODIFIED_SINCE, modified);
        }
        request.call().map_err(|error| match error::of_ureq(&host_of(url), &error, &self.limits) {
            // What systems say of a name they don't find has no kind of its own.
            FetchError::BrokenOff { host, .. } if matches!(error, ureq::Error::Io(_)) && !is_found(url) => {
                FetchError::NoSuchHost { host }
            }
            told => told,
        })
    }

    fn answer(
        &self,
        url: &Url,
        mut response: Response<Body>,
        stop: &AtomicBool,
    ) -> Result<Fetched, FetchError> {
        let host = host_of(url);
        let headers = response.headers();
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let validators = Validators { etag: text(header::ETAG), modified: text(header::LAST_MODIFIED) };
        let (kind, charset) = text(header::CONTENT_TYPE).map_or((None, None), |written| kind_of(&written));
        if let Some(kind) = &kind
            && ["image/", "audio/", "video/", "font/"].iter().any(|other| kind.starts_with(other))
        {
            return Err(FetchError::WrongType { host, kind: kind.clone() });
        }
        let limit = self.limits.bytes;
        let packed = headers.contains_key(header::CONTENT_ENCODING);
        let said = text(header::CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok());
        if !packed && said.is_some_and(|length| length > limit) {
            return Err(FetchError::TooLarge { host, limit });
        }
        // Unpacked bytes are counted here; what is packed never is more.
        let mut reader = response.body_mut().with_config().limit(u64::MAX).reader();
        let mut bytes = Vec::new();
        let mut piece = vec![0; 64 << 10];
        loop {
            if stop.load(Ordering::Relaxed) {
                return Err(FetchError::CalledOff);
            }
            let read = reader
                .read(&mut piece)
                .map_err(|error| error::of_ureq(&host, &ureq::Error::from(error), &self.limits))?;
            if read == 0 {
                break;
            }
            bytes.extend_from_slice(&piece[..read]);
            if bytes.len() as u64 > limit {
                return Err(FetchError::TooLarge { host, limit });
            }
        }
        let address = url.to_string();
        Ok(Fetched::Answer(Box::new(Answer { address, bytes, kind, charset, validators })))
    }
}

/// An address as a person wrote it, `https://` put before it where it has no scheme, in the form in which it is asked for.
///
/// # Errors
/// [`FetchError::NotAnAddress`], [`FetchError::Password`].
pub fn tidy(address: &str) -> Result<String, FetchError> {
    address_of(address).map(|url| url.to_string())
}

/// Whether something is written as an address of the web: with its scheme.
pub fn is_address(written: &str) -> bool {
    let head: String = written.chars().take(8).collect::<String>().to_ascii_lowercase();
    head.starts_with("http://") || head.starts_with("https://")
}

fn address_of(written: &str) -> Result<Url, FetchError> {
    let refused = || FetchError::NotAnAddress { address: written.trim().to_owned() };
    let trimmed = written.trim();
    if trimmed.is_empty() || trimmed.contains(char::is_whitespace) {
        return Err(refused());
    }
    let url = match Url::parse(trimmed) {
        Ok(url) if trimmed.contains("://") => url,
        _ => Url::parse(&format!("https://{trimmed}")).map_err(|_| refused())?,
    };
    let named = match url.host() {
        // A single word is a search, not an address.
        Some(Host::Domain(name)) => name == "localhost" || name.contains('.'),
        Some(_) => true,
        None => false,
    };
    if !matches!(url.scheme(), "http" | "https") || !named {
        return Err(refused());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(FetchError::Password { host: host_of(&url) });
    }
    Ok(url)
}

/// Where a server sends on.
fn onward(from: &Url, headers: &HeaderMap) -> Result<Url, FetchError> {
    let host = host_of(from);
    let to = headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let refused = || FetchError::SentAway { host: host.clone(), to: to.to_owned() };
    if to.is_empty() {
        return Err(FetchError::BrokenOff { host, why: "it sends on to nowhere".into() });
    }
    let url = from.join(to).map_err(|_| refused())?;
    let safe = match (from.scheme(), url.scheme()) {
        (before, after) if before == after => true,
        (before, after) => before == "http" && after == "https",
    };
    let within = is_near(from) || !is_near(&url);
    if !safe || !within || url.host().is_none() || !url.username().is_empty() || url.password().is_some() {
        return Err(refused());
    }
    Ok(url)
}

/// Whether an address is of this computer or of the network at hand, as far as its spelling tells.
fn is_near(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(ip)) => is_near_ip(IpAddr::V4(ip)),
        Some(Host::Ipv6(ip)) => is_near_ip(ip.to_ipv4_mapped().map_or(IpAddr::V6(ip), IpAddr::V4)),
        None => false,
    }
}

fn is_near_ip(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => ip.is_loopback() || ip.is_private() || ip.is_link_local() || ip.is_unspecified(),
        IpAddr::V6(ip) => {
            ip.is_loopback() || ip.is_unspecified() || ip.is_unique_local() || ip.is_unicast_link_local()
        }
    }
}

fn is_found(url: &Url) -> bool {
    url.socket_addrs(|| None).is_ok_and(|found| !found.is_empty())
}

fn host_of(url: &Url) -> String {
    url.host_str().unwrap_or_default().to_owned()
}

/// A `Content-Type` as its type and its charset.
fn kind_of(written: &str) -> (Option<String>, Option<String>) {
    let mut parts = written.split(';').map(str::trim);
    let kind = parts.next().filter(|kind| !kind.is_empty()).map(str::to_ascii_lowercase);
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches('"').to_owned())
    });
    (kind, charset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_without_a_scheme_is_asked_for_over_https() {
        assert_eq!(
            tidy(" example.org/a b "),
            Err(FetchError::NotAnAddress { address: "example.org/a b".into() })
        );
        assert_eq!(tidy(" example.org/feed ").unwrap(), "https://example.org/feed");
        assert_eq!(tidy("http://example.org").unwrap(), "http://example.org/");
        assert_eq!(tidy("127.0.0.1:8080/x").unwrap(), "https://127.0.0.1:8080/x");
        assert_eq!(tidy("موقع.مثال/بيان").unwrap().split("//").next().unwrap(), "https:");
    }

    #[test]
    fn only_addresses_of_the_web_are_asked_for() {
        for written in [
            "",
            "statement",
            "file:///etc/passwd",
            "ftp://example.org/x",
            "javascript:alert(1)",
            "data:text/html,x",
        ] {
            assert!(matches!(tidy(written), Err(FetchError::NotAnAddress { .. })), "{written}");
        }
        assert!(matches!(tidy("https://a:b@example.org/"), Err(FetchError::Password { .. })));
    }

    #[test]
    fn a_server_sends_on_to_the_web_alone() {
        let sent = |from: &str, to: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::LOCATION, to.parse().unwrap());
            onward(&Url::parse(from).unwrap(), &headers).map(|url| url.to_string())
        };
        assert_eq!(sent("http://example.org/a", "/b").unwrap(), "http://example.org/b");
        assert_eq!(
            sent("http://example.org/a", "https://www.example.org/").unwrap(),
            "https://www.example.org/"
        );
        for to in [
            "http://example.org/",
            "file:///etc/passwd",
            "https://localhost/x",
            "https://192.168.1.1/",
            "https://[::ffff:127.0.0.1]/",
        ] {
            assert!(matches!(sent("https://example.org/a", to), Err(FetchError::SentAway { .. })), "{to}");
        }
    }
}
