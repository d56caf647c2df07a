//! The drawing of a chart, with its letters still as text.

use std::fmt::Write as _;

use bayan_core::text::lexicon::Act;
use quick_xml::escape::escape;

use super::{Chart, Shape, Stop};

const MARGIN: f64 = 24.0;
const TITLE: f64 = 48.0;
const NAMES: f64 = 220.0;
const RUNG: f64 = 22.0;

/// A drawing in the making. Places are given from the side where reading begins; `at` mirrors them where that is the right.
struct Drawing<'a> {
    chart: &'a Chart,
    width: f64,
    out: String,
}

/// Where a text stands against its place.
#[derive(Clone, Copy)]
enum Anchor {
    Start,
    Middle,
    End,
}

// Writing to a string cannot fail, so its results are dropped.
impl Drawing<'_> {
    fn at(&self, x: f64) -> f64 {
        if self.chart.mirrored() { self.width - x } else { x }
    }

    #[allow(clippy::too_many_arguments, reason = "what SVG asks of a text, each once")]
    fn text(&mut self, x: f64, y: f64, size: f64, anchor: Anchor, bold: bool, fill: &str, text: &str) {
        // Anchors are those of a text from left to right; a mirrored drawing turns them.
        let anchor = match (anchor, self.chart.mirrored()) {
            (Anchor::Middle, _) => "middle",
            (Anchor::Start, false) | (Anchor::End, true) => "start",
            (Anchor::End, false) | (Anchor::Start, true) => "end",
        };
        let weight = if bold { 700 } else { 400 };
        let x = self.at(x);
        let text = escape(text);
        let _ = write!(
            self.out,
            r##"<text x="{x:.1}" y="{y:.1}" font-family="Amiri" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}" fill="{fill}">{text}</text>"##
        );
    }

    fn line(&mut self, from: (f64, f64), to: (f64, f64), stroke: &str, width: f64, dashes: &str) {
        let (x1, x2) = (self.at(from.0), self.at(to.0));
        let dashes =
            if dashes.is_empty() { String::new() } else { format!(r#" stroke-dasharray="{dashes}""#) };
        let _ = write!(
            self.out,
            r##"<line x1="{x1:.1}" y1="{:.1}" x2="{x2:.1}" y2="{:.1}" stroke="{stroke}" stroke-width="{width}"{dashes}/>"##,
            from.1, to.1
        );
    }

    fn cell(&mut self, x: f64, y: f64, width: f64, height: f64, fill: &str) {
        let x = if self.chart.mirrored() { self.width - x - width } else { x };
        let _ = write!(
            self.out,
            r##"<rect x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}" fill="{fill}" stroke="#b9b4a8" stroke-width="1"/>"##
        );
    }
}

/// The place of an act on the ladder, 0 the most against, as the acts are listed.
fn rung(act: Act) -> usize {
    Act::ALL.iter().position(|&other| other == act).unwrap_or_default()
}

/// A ground for an act: warm against, grey neutral, cool for. The words in the cell say the same without colour.
const fn ground(act: Act) -> &'static str {
    match act {
        Act::Condemn | Act::Reject => "#f1c9b4",
        Act::Concern => "#f7e0d2",
        Act::Call | Act::Stress => "#f4ecd0",
        Act::Note | Act::Discuss => "#ecebe7",
        Act::Hope | Act::Welcome => "#d9e8ee",
        Act::Support | Act::Commit => "#bcd8e6",
    }
}

/// The drawing as SVG with text in it, and its width and height in pixels.
pub(super) fn draw(chart: &Chart) -> (String, f64, f64) {
    let count = chart.dates.len().max(1) as f64;
    let step = match chart.shape {
        Shape::Ladder => (900.0 / count).clamp(36.0, 120.0),
        Shape::Matrix => 118.0,
    };
    let width = MARGIN * 2.0 + NAMES + step * count;
    let lane = match chart.shape {
        Shape::Ladder => RUNG * Act::ALL.len() as f64 + 84.0,
        Shape::Matrix => 52.0,
    };
    let dates = if chart.shape == Shape::Matrix { 30.0 } else { 0.0 };
    let height = MARGIN * 2.0 + TITLE + dates + lane * chart.lanes.len() as f64;
    let mut drawing = Drawing { chart, width, out: String::new() };
    drawing.text(MARGIN, MARGIN + 22.0, 24.0, Anchor::Start, true, "#1c1b19", &chart.title);
    match chart.shape {
        Shape::Ladder => ladders(&mut drawing, step, lane),
        Shape::Matrix => cells(&mut drawing, step, lane),
    }
    let described: Vec<String> = chart.lanes.iter().map(|lane| lane.name.clone()).collect();
    let svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0}" height="{height:.0}" viewBox="0 0 {width:.0} {height:.0}" role="img"><title>{}</title><desc>{}</desc><rect width="100%" height="100%" fill="#ffffff"/>{}</svg>"##,
        escape(&chart.title),
        escape(described.join(chart.words.comma())),
        drawing.out
    );
    (svg, width, height)
}

fn cells(drawing: &mut Drawing<'_>, step: f64, lane: f64) {
    let chart = drawing.chart;
    let top = MARGIN + TITLE;
    let x = |release: usize| MARGIN + NAMES + step * release as f64;
    for (release, date) in chart.dates.iter().enumerate() {
        drawing.text(x(release) + step / 2.0, top + 18.0, 14.0, Anchor::Middle, false, "#1c1b19", date);
    }
    for (number, row) in chart.lanes.iter().enumerate() {
        let y = top + 30.0 + lane * number as f64;
        for (line, part) in wrapped(&row.name, 26).into_iter().take(2).enumerate() {
            drawing.text(MARGIN, y + 20.0 + 18.0 * line as f64, 15.0, Anchor::Start, true, "#1c1b19", &part);
        }
        for (release, stop) in row.stops.iter().enumerate() {
            let middle = x(release) + step / 2.0;
            match stop {
                Stop::NotYet => {}
                Stop::Silent => {
                    drawing.cell(x(release), y, step, lane, "#ffffff");
                    let words = chart.words.say("silent");
                    drawing.text(
                        middle,
                        y + lane / 2.0 + 5.0,
                        13.0,
                        Anchor::Middle,
                        false,
                        "#6b675f",
                        &words,
                    );
                }
                Stop::Said(act, relation, others) => {
                    drawing.cell(x(release), y, step, lane, ground(*act));
                    let said = chart.words.of("act", act);
                    drawing.text(middle, y + 22.0, 15.0, Anchor::Middle, true, "#1c1b19", &said);
                    let mut line = relation.clone();
                    if *others > 0 {
                        line.push_str(&format!(" +{}", chart.words.number(*others)));
                    }
                    drawing.text(middle, y + 42.0, 12.0, Anchor::Middle, false, "#4a463f", &line);
                }
            }
        }
    }
}

fn ladders(drawing: &mut Drawing<'_>, step: f64, lane: f64) {
    let chart = drawing.chart;
    let count = chart.dates.len();
    for (number, row) in chart.lanes.iter().enumerate() {
        let top = MARGIN + TITLE + lane * number as f64;
        drawing.text(MARGIN, top + 14.0, 18.0, Anchor::Start, true, "#1c1b19", &row.name);
        let y = |act: Act| top + 40.0 + RUNG * (Act::ALL.len() - 1 - rung(act)) as f64;
        let x = |release: usize| MARGIN + NAMES + step * (release as f64 + 0.5);
        for act in Act::ALL {
            let name = chart.words.of("act", act);
            drawing.text(MARGIN + NAMES - 12.0, y(act) + 5.0, 14.0, Anchor::End, false, "#4a463f", &name);
            let end = MARGIN + NAMES + step * count as f64;
            drawing.line((MARGIN + NAMES, y(act)), (end, y(act)), "#e3dfd5", 1.0, "");
        }
        let mut last: Option<(usize, Act)> = None;
        for (release, stop) in row.stops.iter().enumerate() {
            if let Stop::Said(act, ..) = stop {
                if let Some((before, from)) = last {
                    // A dashed line passes over the releases that were silent.
                    let dashes = if before + 1 == release { "" } else { "4 4" };
                    drawing.line((x(before), y(from)), (x(release), y(*act)), "#1c1b19", 1.6, dashes);
                }
                last = Some((release, *act));
            }
        }
        let every = (60.0 / step).ceil().max(1.0) as usize;
        for (release, stop) in row.stops.iter().enumerate() {
            if release % every == 0 {
                let foot = top + 40.0 + RUNG * Act::ALL.len() as f64 + 6.0;
                drawing.text(x(release), foot, 12.0, Anchor::Middle, false, "#4a463f", &chart.dates[release]);
            }
            if let Stop::Said(act, ..) = stop {
                let (cx, cy) = (drawing.at(x(release)), y(*act));
                let _ = write!(
                    drawing.out,
                    r##"<circle cx="{cx:.1}" cy="{cy:.1}" r="6" fill="{}" stroke="#1c1b19" stroke-width="1.6"/>"##,
                    ground(*act)
                );
            }
        }
    }
}

/// A name in lines of about so many characters, cut at spaces.
fn wrapped(name: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
