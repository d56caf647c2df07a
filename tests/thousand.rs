//! A comparison of a thousand paragraphs a side in the real window: that a jump lands exactly, however far it goes, and that
//! nothing is missing for a printer. With `--nocapture` it says how soon the first rows are painted and how long frames take,
//! beside those of a plain page of the same text in the same window; it fails for no time.

use serde_json::Value;

use crate::desktop::{Desktop, Home};
use crate::made::{self, sentence, series, store};

/// How many paragraphs a side.
const PARAGRAPHS: usize = 1_000;
/// Words of a paragraph, beside its number.
const WORDS: usize = 38;

/// The paragraph that changes its place, and where it goes.
const MOVED: (usize, usize) = (880, 60);

/// The older text: every paragraph of its own.
fn older(paragraphs: usize) -> Vec<String> {
    (0..paragraphs).map(|number| sentence(number, WORDS)).collect()
}

/// The newer one: nine in ten paragraphs with other words in two places, one moved far, one in fifty dropped, one in fifty new.
fn newer(paragraphs: usize) -> Vec<String> {
    let mut found: Vec<String> = (0..paragraphs)
        .filter(|number| number % 50 != 25)
        .map(|number| if number % 10 == 3 { sentence(number, WORDS) } else { reworded(number) })
        .collect();
    let place = |number: usize| number - (number + 25) / 50;
    if paragraphs > MOVED.0 {
        let moved = found.remove(place(MOVED.0));
        found.insert(MOVED.1, moved);
    }
    for number in (0..paragraphs).step_by(50) {
        found.insert(number, sentence(5_000 + number, WORDS));
    }
    found
}

/// A paragraph with other words in two places.
fn reworded(number: usize) -> String {
    let mut words: Vec<&str> = Vec::new();
    let text = sentence(number, WORDS);
    for (at, word) in text.split(' ').enumerate() {
        match at {
            7 => words.push("واستنكر"),
            21 => words.extend(["دون", "تأخير"]),
            _ => words.push(word),
        }
    }
    words.join(" ")
}

/// An archive with a long pair in the middle of a series of short statements.
fn archive(home: &Home) {
    let archive = made::archive(home);
    let one = series(&archive);
    store(&archive, one, "2025-01-28", older(PARAGRAPHS));
    store(&archive, one, "2025-02-25", newer(PARAGRAPHS));
    // About five thousand words, between which the reader steps to and fro.
    let five_thousand = 5_000 / (WORDS + 4);
    store(&archive, one, "2025-03-25", older(five_thousand));
    store(&archive, one, "2025-04-29", newer(five_thousand));
    store(&archive, one, "2025-05-27", older(five_thousand));
    archive.close().expect("it closes");
}

/// Notes of each pair, in milliseconds, how long after it was asked for its first rows were made, and painted: a task that is
/// put off before anything else of a frame is the first that comes when it has been painted.
const PAINTED: &str = "\
    window.asked = 0; window.painted = [];\
    const shown = () => { const at = document.querySelector('[data-testid=document]')?.dataset;\
      return at === undefined ? '' : at.older + '-' + at.newer };\
    let before = shown(), made = 0;\
    const look = () => {\
      if (made === 0) return requestAnimationFrame(look);\
      const both = [made - asked];\
      setTimeout(() => { painted.push([...both, performance.now() - asked]); asked = made = 0 });\
    };\
    for (const act of ['keydown', 'click'])\
      addEventListener(act, event => { if (!asked) { asked = event.timeStamp; requestAnimationFrame(look) } }, true);\
    new MutationObserver(() => {\
      if (shown() === before || !document.querySelector('[data-testid=row]')) return;\
      before = shown();\
      made = performance.now();\
    }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-older', 'data-newer'] });\
    return true";

/// How long the shown comparison takes to be made and to arrive, once more, without being painted.
const ANSWERED: &str = "\
    const [done] = arguments, { older, newer } = document.querySelector('[data-testid=document]').dataset;\
    const begun = performance.now();\
    window.__TAURI_INTERNALS__.invoke('compare', { older: Number(older), newer: Number(newer), from: 0 })\
      .then(() => done(performance.now() - begun));";

/// What happens to a pair, in order.
const STEPS: [&str; 2] = ["its first rows are made", "they are painted"];

/// Scrolls the element that `arguments[0]` finds by so many pixels a frame, and gives how long each frame took.
const GLIDE: &str = "\
    const [selector, step, frames, done] = arguments;\
    const scroller = document.querySelector(selector);\
    scroller.scrollTop = 0;\
    const took = [];\
    let last = 0;\
    const next = now => {\
      if (last) took.push(now - last);\
      last = now;\
      if (took.length >= frames) return done(took);\
      scroller.scrollTop += step;\
      requestAnimationFrame(next);\
    };\
    requestAnimationFrame(() => requestAnimationFrame(next));";

/// The same texts as a page of nothing but paragraphs in two columns, in the faces and sizes of the comparison.
const PLAIN: &str = "\
    const [older, newer] = arguments;\
    const page = document.createElement('div');\
    page.id = 'plain';\
    page.className = 'plain';\
    Object.assign(page.style, { position: 'fixed', inset: '0', overflowY: 'auto', background: 'white', zIndex: 99 });\
    for (let at = 0; at < Math.max(older.length, newer.length); at += 1) {\
      const row = document.createElement('div');\
      Object.assign(row.style, { display: 'grid', gridTemplateColumns: '1fr 1fr', gap: '64px', maxWidth: '900px', margin: '0 auto', padding: '12px' });\
      for (const text of [older[at], newer[at]]) {\
        const paragraph = document.createElement('p');\
        paragraph.className = 'txt'; paragraph.lang = 'ar'; paragraph.dir = 'rtl';\
        paragraph.textContent = text ?? '';\
        row.append(paragraph);\
      }\
      page.append(row);\
    }\
    document.body.append(page);\
    return page.scrollHeight";

/// How long frames took.
struct Frames(Vec<f64>);

impl Frames {
    fn of(times: &Value) -> Self {
        let mut times: Vec<f64> = times.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
        times.sort_by(f64::total_cmp);
        Self(times)
    }

    /// The time that this share of the frames does not exceed, in milliseconds.
    fn within(&self, share: f64) -> f64 {
        let last = self.0.len().saturating_sub(1);
        self.0.get((last as f64 * share).round() as usize).copied().unwrap_or(f64::NAN)
    }
}

impl std::fmt::Display for Frames {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let over = self.0.iter().filter(|took| **took > 50.0).count();
        write!(
            out,
            "middle {:.0} ms, 95 % {:.0} ms, worst {:.0} ms, {over} of {} over 50 ms",
            self.within(0.5),
            self.within(0.95),
            self.within(1.0),
            self.0.len()
        )
    }
}

impl Desktop {
    async fn glide(&self, selector: &str, step: u32, frames: u32) -> Frames {
        let asked = vec![selector.into(), step.into(), frames.into()];
        Frames::of(&self.ask(GLIDE, asked).await)
    }

    /// Waits until every row has arrived.
    async fn arrived(&self) {
        self.wait_until(
            "every row has arrived",
            "return !!document.querySelector('[data-testid=row]') && !document.querySelector('.coming')",
        )
        .await;
    }
}

#[expect(clippy::print_stdout, reason = "the figures of docs/benchmarks.md are taken from here")]
#[tokio::test]
async fn a_thousand_paragraphs_a_side_are_there_at_once_and_scroll() {
    let home = Home::new();
    archive(&home);
    let desktop = Desktop::start(&home, &[]).await;
    desktop.find("summary").await;
    desktop.look(PAINTED).await;
    // The positions of what was stored are found first, on all cores.
    tokio::time::sleep(std::time::Duration::from_secs(15)).await;
    let mut seen = 0;
    for _ in 0..10 {
        for key in ["[", "]"] {
            desktop.press(key).await;
            seen += 1;
            desktop.wait_until("the pair is painted", &format!("return painted.length === {seen}")).await;
        }
    }
    for (at, until) in STEPS.iter().enumerate() {
        let times = desktop.look(&format!("return painted.map(times => times[{at}])")).await;
        println!("a pair of 5,000 words a side, until {until}: {}", Frames::of(&times));
    }
    println!("of which until it is answered: {} ms", desktop.ask(ANSWERED, Vec::new()).await);
    for _ in 0..3 {
        desktop.press("[").await;
        seen += 1;
        desktop.wait_until("the pair is painted", &format!("return painted.length === {seen}")).await;
    }
    println!(
        "the pair of 1,000 paragraphs a side, milliseconds until {}: {}",
        STEPS.join(", "),
        desktop.look("return painted.at(-1).map(Math.round).join(', ')").await
    );
    println!("of which until it is answered: {} ms", desktop.ask(ANSWERED, Vec::new()).await);
    let scroller = "[data-testid=document]";
    println!("scrolled at once by 120 pixels a frame: {}", desktop.glide(scroller, 120, 60).await);
    desktop.arrived().await;
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    println!("scrolled by 120 pixels a frame: {}", desktop.glide(scroller, 120, 60).await);
    println!("scrolled by 120 pixels a frame, once more: {}", desktop.glide(scroller, 120, 60).await);
    println!("scrolled by a window a frame: {}", desktop.glide(scroller, 800, 30).await);
    println!("elements in all: {}", desktop.look("return document.querySelectorAll('*').length").await);
    let texts = vec![older(PARAGRAPHS).into(), newer(PARAGRAPHS).into()];
    desktop.tell(PLAIN, texts).await;
    println!("a plain page scrolled by 120 pixels a frame: {}", desktop.glide("#plain", 120, 60).await);
    println!(
        "a plain page scrolled by 120 pixels a frame, once more: {}",
        desktop.glide("#plain", 120, 60).await
    );
    println!("a plain page scrolled by a window a frame: {}", desktop.glide("#plain", 800, 30).await);
    desktop.close().await;
}

/// The row at hand: its number, and how many pixels of it are out of sight over and under what is seen.
const AT_HAND: &str = "\
    const row = document.querySelector('[data-testid=row][aria-current=true]');\
    if (row === null) return null;\
    const room = row.closest('[data-testid=document]').getBoundingClientRect(), box = row.getBoundingClientRect();\
    return [Number(row.dataset.row), room.top - box.top, box.bottom - room.bottom]";

/// How many rows the shown comparison has.
const ROWS: &str = "\
    const [done] = arguments, { older, newer } = document.querySelector('[data-testid=document]').dataset;\
    window.__TAURI_INTERNALS__.invoke('compare', { older: Number(older), newer: Number(newer), from: 0 })\
      .then(({ total }) => done(total));";

/// The first row in sight, or the run it is folded into, and how far it reaches over the edge.
const FIRST: &str = "\
    const scroller = document.querySelector('[data-testid=document]'), top = scroller.getBoundingClientRect().top + 80;\
    const first = [...scroller.querySelectorAll('[data-row], [data-run]')].find(one => one.getBoundingClientRect().bottom > top);\
    return Number(first.dataset.row ?? first.dataset.run)";

impl Desktop {
    /// Waits until nothing moves any more, and gives the number of the row at hand, all of which must be in sight.
    async fn landed(&self) -> u64 {
        let mut before = Value::Null;
        for _ in 0..100 {
            tokio::time::sleep(std::time::Duration::from_millis(150)).await;
            let now = self.look(AT_HAND).await;
            // Between two frames a busy page looks as if it had come to rest, before what it has laid out is made up for.
            let over = [1, 2].map(|side| now[side].as_f64().unwrap_or(f64::MAX));
            if now == before && over.iter().all(|over| *over <= 1.0) {
                return now[0].as_u64().expect("the number of a row");
            }
            before = now;
        }
        panic!("the row at hand never came to rest as a whole in sight: {before}");
    }

    /// Goes from the latest pair of the archive to the long one.
    async fn to_the_long_pair(&self) {
        self.find("summary").await;
        let latest = self.look("return document.querySelector('[data-testid=document]').dataset.older").await;
        let latest: i64 = latest.as_str().and_then(|id| id.parse().ok()).expect("the number of a release");
        for older in (latest - 3..latest).rev() {
            self.press("[").await;
            self.find_css(&format!("[data-testid=document][data-older='{older}']")).await;
        }
    }
}

#[tokio::test]
async fn a_jump_lands_where_it_should_however_far_it_goes() {
    let home = Home::new();
    archive(&home);
    let desktop = Desktop::start(&home, &[]).await;
    desktop.to_the_long_pair().await;
    desktop.click("sort").await;
    desktop.click("sort-reading").await;
    desktop.wait_until("the menu is closed", "return !document.querySelector('[role=menu]')").await;

    // From the first window to the last row, while most of what is between was never laid out.
    desktop.press("k").await;
    let last = desktop.landed().await;
    assert!(last > 1_000, "the last change stands in the last rows: {last}");
    for _ in 0..4 {
        desktop.press("k").await;
        let row = desktop.landed().await;
        assert!(row <= last && row > last - 5, "{row} after {last}");
    }
    // The map leads to the middle, and the keys back to the change at hand.
    let half = "const at = document.querySelector('[data-testid=document]');\
                return (at.scrollTop + at.clientHeight / 2) / at.scrollHeight";
    desktop.click("map").await;
    let share = desktop.look(half).await.as_f64().expect("a share");
    assert!((0.49..0.51).contains(&share), "the middle of the map is the middle of the text: {share}");
    for _ in 0..5 {
        desktop.press("j").await;
    }
    assert_eq!(desktop.landed().await, last);

    // Both ends of a move.
    desktop.click("summary-moved").await;
    desktop.press("j").await;
    let moved = desktop.landed().await;
    desktop.click("summary-clear").await;
    desktop.press("g").await;
    let focused = |what: &str| {
        format!("return document.activeElement?.closest('[{what}]')?.getAttribute('{what}') === '{moved}'")
    };
    desktop.wait_until("the place it left has the focus", &focused("data-departure")).await;
    let seen = "const at = document.activeElement.getBoundingClientRect(),\
                      room = document.querySelector('[data-testid=document]').getBoundingClientRect();\
                return at.top >= room.top && at.bottom <= room.bottom";
    desktop.wait_until("the place it left is in sight", seen).await;
    desktop.click_css(&format!("[data-departure='{moved}'] button")).await;
    desktop.wait_until("the passage has the focus", &focused("data-row")).await;
    assert_eq!(desktop.landed().await, moved);

    // What is scrolled to is where the next start begins.
    desktop.click("map").await;
    tokio::time::sleep(std::time::Duration::from_millis(1_500)).await;
    let first = desktop.look(FIRST).await;
    desktop.close().await;
    let again = Desktop::start(&home, &[]).await;
    again.find("summary").await;
    again.wait_until("it begins where it was left", &format!("{FIRST} === {first}")).await;

    // On paper every row stands, whether it was seen or not.
    again.arrived().await;
    again.press("\u{e008}u\u{e000}").await;
    again.look("dispatchEvent(new Event('beforeprint')); return true").await;
    let rows = again.look("return new Set([...document.querySelectorAll('[data-testid=row]')].map(row => row.dataset.row)).size").await;
    let all = again.ask(ROWS, Vec::new()).await;
    assert!(all.as_u64() >= Some(PARAGRAPHS as u64) && rows == all, "{rows} of {all}");
    again.close().await;
}
