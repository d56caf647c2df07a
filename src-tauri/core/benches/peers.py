#!/usr/bin/env python3
"""Other programs on the texts the comparison is measured on.

    peers.py --install FOLDER      fetch the programs from the public registries into FOLDER (not needed again)
    peers.py FOLDER                time them, see what they say, print both tables
    peers.py FOLDER --say          what they say alone

FOLDER is a folder of your own, outside of the repository; the programs, the texts and nothing else are put there. Nothing
of the project needs them: neither building nor testing calls this script.

Programs: git --word-diff (as installed here), wdiff, dwdiff, wikidiff2 under PHP (Debian packages, unpacked, not
installed), jsdiff and diff-match-patch (npm), redlines, CollateX (PyPI), and the crates imara-diff and similar, which the
Rust program `peers` beside this script times. Needs Python 3.9, cargo, git, node, and for --install a Debian or Ubuntu
with pip and npm.

Times are CPU time in milliseconds, the best of many runs. Programs that can be called inside their language's process are
timed there; of the others the time on two texts of one word each is taken off. All rows come from one run, so that their
ratios hold whatever the machine.
"""
import argparse, collections, json, os, re, resource, shutil, subprocess, sys, time

HERE = os.path.dirname(os.path.abspath(__file__))
LIMIT = 60  # seconds a program may take on one pair
PATIENCE = 2  # seconds spent on repeating it
DEBIAN = "wdiff dwdiff php-wikidiff2 php8.2-cli php8.2-common".split()
PYPI = "redlines typing_extensions diff-match-patch collatex levenshtein".split()
NPM = "diff diff-match-patch".split()


# ------------------------------------------------------------------------------------------------------------ programs

def installed(folder):
    os.makedirs(f"{folder}/debian", exist_ok=True)
    subprocess.run(["apt-get", "download", *DEBIAN], cwd=f"{folder}/debian", check=True)
    for name in os.listdir(f"{folder}/debian"):
        if name.endswith(".deb"):
            subprocess.run(["dpkg-deb", "-x", name, "root"], cwd=f"{folder}/debian", check=True)
    subprocess.run([sys.executable, "-m", "venv", f"{folder}/python"], check=True)
    subprocess.run([f"{folder}/python/bin/pip", "install", "--quiet", *PYPI], check=True)
    os.makedirs(f"{folder}/node", exist_ok=True)
    subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--prefix", f"{folder}/node", *NPM], check=True)


NODE = r"""
const fs = require('fs'), [, , name, old_path, new_path, mode] = process.argv;
const a = fs.readFileSync(old_path, 'utf8'), b = fs.readFileSync(new_path, 'utf8');
const jsdiff = require('diff'), { diff_match_patch: DMP } = require('diff-match-patch');
const dmp = new DMP(); dmp.Diff_Timeout = 0;
const run = {
  'jsdiff': () => jsdiff.diffWords(a, b).map(p => [p.removed ? '-' : p.added ? '+' : '=', p.value]),
  'diff-match-patch': () => { const d = dmp.diff_main(a, b); dmp.diff_cleanupSemantic(d);
    return d.map(([op, text]) => [op < 0 ? '-' : op > 0 ? '+' : '=', text]); },
}[name];
if (mode === 'say') { console.log(JSON.stringify(run())); process.exit(0); }
let best = Infinity; const end = Date.now() + PATIENCE * 1000;
do { const t = process.cpuUsage(); run(); const u = process.cpuUsage(t);
     best = Math.min(best, (u.user + u.system) / 1000); } while (Date.now() < end);
console.log(best);
"""

PYTHON = r"""
import json, sys, time
name, old_path, new_path, mode = sys.argv[1:5]
a, b = (open(p, encoding='utf-8').read() for p in (old_path, new_path))
def redlines():
    from redlines import Redlines
    said = json.loads(Redlines(a, b).output_json()); parts = []
    for change in said['changes']:
        old, new = (said[f'{side}_tokens'][slice(*(change[f'{side}_token_position'] or (0, 0)))] for side in ('source', 'test'))
        if change['type'] == 'equal': parts += [['=', ''.join(old)]]
        else: parts += [['-', ''.join(old)], ['+', ''.join(new)]]
    return parts
def collatex():
    from collatex import Collation, collate
    c = Collation(); c.add_plain_witness('A', a); c.add_plain_witness('B', b)
    parts = []
    for column in zip(*json.loads(collate(c, output='json', segmentation=False))['table']):
        x, y = (''.join(t['t'] for t in cell) if cell else '' for cell in column)
        parts += [['=', x]] if x.strip() == y.strip() else [['-', x], ['+', y]]
    return parts
run = {'redlines': redlines, 'CollateX': collatex}[name]
if mode == 'say': print(json.dumps(run())); sys.exit()
best, end = float('inf'), time.time() + PATIENCE
while True:
    t = time.process_time(); run(); best = min(best, (time.process_time() - t) * 1000)
    if time.time() > end: break
print(best)
"""

PHP = r"""
[, $name, $old_path, $new_path, $mode] = $argv;
$a = file_get_contents($old_path); $b = file_get_contents($new_path);
if ($mode === 'say') { echo wikidiff2_inline_json_diff($a, $b, 1000000); exit; }
function cpu() { $u = getrusage(); return $u['ru_utime.tv_sec'] * 1e3 + $u['ru_utime.tv_usec'] / 1e3
    + $u['ru_stime.tv_sec'] * 1e3 + $u['ru_stime.tv_usec'] / 1e3; }
$best = INF; $end = microtime(true) + PATIENCE;
do { $t = cpu(); wikidiff2_inline_json_diff($a, $b, 2); $best = min($best, cpu() - $t); } while (microtime(true) < $end);
echo $best;
"""

MARKS = "\x01\x02\x03\x04"


class Peers:
    """The programs in a folder, and how each is called."""

    def __init__(self, folder):
        self.folder = folder
        root = f"{folder}/debian/root"
        for name, text in (("peer.js", NODE), ("peer.py", PYTHON), ("peer.php", "<?php" + PHP)):
            where = f"{folder}/node/{name}" if name == "peer.js" else f"{folder}/{name}"
            open(where, "w").write(text.replace("PATIENCE", str(PATIENCE)))
        start, stop, start_new, stop_new = MARKS
        marks = ["-w", start, "-x", stop, "-y", start_new, "-z", stop_new]
        extension = next(f"{at}/wikidiff2.so" for at, _, names in os.walk(root) if "wikidiff2.so" in names)
        node = ["node", "--stack-size=60000", "--max-old-space-size=8000", f"{folder}/node/peer.js"]
        python = [f"{folder}/python/bin/python", f"{folder}/peer.py"]
        php = [f"{root}/usr/bin/php8.2", "-n", "-d", f"extension={extension}", "-d", "memory_limit=-1", f"{folder}/peer.php"]
        git = ["git", "-c", "core.safecrlf=false", "diff", "--no-index", "-U1000000", "--word-diff=porcelain"]
        self.whole = {"git --word-diff": git, "wdiff": [f"{root}/usr/bin/wdiff", *marks], "dwdiff": [f"{root}/usr/bin/dwdiff", *marks]}
        self.inside = {"wikidiff2": php, "jsdiff": node, "diff-match-patch": node, "redlines": python, "CollateX": python}
        subprocess.run(["cargo", "bench", "--quiet", "-p", "bayan-core", "--bench", "peers", "--no-run"], cwd=HERE, check=True)
        subprocess.run(["cargo", "build", "--quiet", "--release", "-p", "bayan-cli"], cwd=HERE, check=True)
        target = json.loads(subprocess.run(["cargo", "metadata", "--format-version=1", "--no-deps"], cwd=HERE,
                                           capture_output=True, check=True).stdout)["target_directory"]
        self.cli = f"{target}/release/bayan-cli"

    def rust(self, *arguments):
        return subprocess.run(["cargo", "bench", "--quiet", "-p", "bayan-core", "--bench", "peers", "--", *arguments], cwd=HERE,
                              check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()

    def parts(self, name, old, new):
        """What a program says: a list of [sign, text], sign being - (older, marked), + (newer, marked), or for text that is not
        marked = (both), old or new."""
        if name in self.whole:
            said = subprocess.run([*self.whole[name], old, new], capture_output=True, text=True, timeout=LIMIT).stdout
            return git_parts(said) if name.startswith("git") else marked_parts(said)
        said = subprocess.run([*self.inside[name], name, old, new, "say"], capture_output=True, text=True, timeout=LIMIT, check=True).stdout
        return wikidiff2_parts(json.loads(said)) if name == "wikidiff2" else json.loads(said)

    def milliseconds(self, name, old, new, tiny):
        """Its CPU time, or None where it took longer than allowed."""
        try:
            if name in self.inside:
                done = subprocess.run([*self.inside[name], name, old, new, "time"], capture_output=True, text=True, timeout=LIMIT, check=True)
                return float(done.stdout)
            return max(0.0, best_process([*self.whole[name], old, new]) - best_process([*self.whole[name], *tiny]))
        except subprocess.TimeoutExpired:
            return None


def best_process(command):
    best, end = float("inf"), time.time() + PATIENCE
    while time.time() < end:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, stdout=subprocess.DEVNULL, timeout=LIMIT)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, (after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime) * 1000)
    return best


def git_parts(said):
    parts, body = [], False
    for line in said.split("\n"):
        if line.startswith("@@"):
            body = True
        elif body and line[:1] in " -+":
            parts.append(["=" if line[:1] == " " else line[:1], line[1:]])
        elif body and line == "~":
            parts.append(["=", "\n"])
    return parts


def marked_parts(said):
    parts, sign = [], "="
    for piece in re.split(f"([{MARKS}])", said):
        if piece in MARKS and piece:
            sign = {"\x01": "-", "\x03": "+"}.get(piece, "=")
        elif piece:
            parts.append([sign, piece])
    return parts


def wikidiff2_parts(said):
    """Its types: 0 the same, 1 added, 2 deleted, 3 changed (with ranges), 4 and 5 the two ends of a move, of which the
    newer has the ranges of both."""
    def cut(line):
        text, at, pieces = line["text"].encode(), 0, []
        for r in line.get("highlightRanges", []):
            pieces.append(["=", text[at:r["start"]].decode()])
            at = r["start"] + r["length"]
            pieces.append(["+" if r["type"] == 0 else "-", text[r["start"]:at].decode()])
        return pieces + [["=", text[at:].decode() + "\n"]]

    ends = {line["moveInfo"]["linkId"]: cut(line) for line in said["diff"] if line["type"] == 5}
    parts = []
    for line in said["diff"]:
        if line["type"] in (0, 3):
            parts += cut(line)
        elif line["type"] in (1, 2):
            parts.append(["+" if line["type"] == 1 else "-", line["text"] + "\n"])
        elif line["type"] == 4:
            pieces = ends.get(line["moveInfo"]["id"], [["=", line["text"]]])
            parts += [["old" if sign == "=" else sign, text] for sign, text in pieces if sign != "+"]
        else:
            parts += [["new" if sign == "=" else sign, text] for sign, text in cut(line) if sign != "-"]
    return parts


# ---------------------------------------------------------------------------------------------------------- what they say

def marked(parts, old, new):
    """For each word of both texts whether the program marks it; None where its parts do not give the texts back."""
    sides = []
    for sign, bare, text in (("-", "old", old), ("+", "new", new)):
        flags = [(c, s == sign) for s, t in parts if s in ("=", sign, bare) for c in t if not c.isspace() and c != "¶"]
        words = text.split()
        if "".join(c for c, _ in flags) != "".join(words).replace("¶", ""):
            return None
        at, side = 0, []
        for word in words:
            side.append(any(flag for _, flag in flags[at:at + len(word)]))
            at += len(word)
        sides.append(side)
    return sides


BASE = "أكد المجتمعون على أهمية الحل السياسي في سورية وفق القرار 2254، ودعوا إلى إطلاق سراح المعتقلين."
VARIANTS = {
    "vowel marks": "أكَّدَ المجتمعونَ على أهمّيّة الحلّ السياسيّ في سورية وفقَ القرار 2254، ودعوا إلى إطلاق سراح المعتقلين.",
    "hamza": "اكد المجتمعون على اهمية الحل السياسي في سورية وفق القرار 2254، ودعوا الى اطلاق سراح المعتقلين.",
    "final letters": "أكد المجتمعون على أهميه الحل السياسى فى سوريه وفق القرار 2254، ودعوا إلى إطلاق سراح المعتقلين.",
    "lengthened letters": "أكــد المجتمعون على أهميـة الحــل السياسي في سورية وفق القرار 2254، ودعوا إلى إطلاق ســراح المعتقلين.",
    "digits": "أكد المجتمعون على أهمية الحل السياسي في سورية وفق القرار ٢٢٥٤، ودعوا إلى إطلاق سراح المعتقلين.",
    "name": "أكد المجتمعون على أهمية الحل السياسي في سوريا وفق القرار 2254، ودعوا إلى إطلاق سراح المعتقلين.",
}
FIRST = "The Council welcomed the report of the mission and thanked the envoy for his efforts in the north."
HEAD = "The members discussed the cease-fire and its violations during the month."
TAIL = "They called on both parties to withdraw their forces within 90 days."
LAST = "The Council decided to meet again at the end of the quarter in its usual seat."
SPLIT = ([FIRST, f"{HEAD} {TAIL}", LAST], [FIRST, HEAD, TAIL, LAST])
MOVED = ([FIRST, HEAD, TAIL, LAST], [HEAD, TAIL, LAST, FIRST.replace("efforts", "endeavours")])


def say(peers, texts):
    def files(old, new):
        names = []
        for side, paragraphs in (("old", old), ("new", new)):
            names.append(f"{peers.folder}/case.{side}.txt")
            open(names[-1], "w", encoding="utf-8").write("Statement\n\n" + "\n\n".join(paragraphs) + "\n")
        return names

    def bayan(old, new):
        return json.loads(subprocess.run([peers.cli, "compare", old, new, "--format", "json"], capture_output=True, check=True).stdout)

    def read(path):
        return open(path, encoding="utf-8").read()

    crates = [line for line in ("imara-diff-histogram", "similar-myers", "similar-patience")]

    def mask(name, old, new):
        if name in crates:
            return [[c == "1" for c in line] for line in peers.rust("mask", name, old, new)]
        return marked(peers.parts(name, old, new), read(old), read(new))

    def count(sides):
        return "?" if sides is None else sum(sum(side) for side in sides)

    print("\n| program | spelling variants called changes, of 6 | a split | words marked for a move with one word exchanged (least 2) "
          "| words marked otherwise when read backwards |\n|---|--:|---|--:|---|")
    for name in [*peers.whole, *peers.inside, *crates]:
        variants = sum(any(map(any, mask(name, *files([BASE], [variant])) or [[True]])) for variant in VARIANTS.values())
        split = count(mask(name, *files(*SPLIT)))
        split = "not seen" if split == 0 else f"{split} unchanged words marked"
        moved = count(mask(name, *files(*MOVED)))
        backwards = []
        for pair in ("en-statement", "ar-statement", "en-5k-heavy"):
            old, new = f"{texts}/{pair}.old.txt", f"{texts}/{pair}.new.txt"
            try:
                there, back = mask(name, old, new), mask(name, new, old)
                differ = sum(x != y for a, b in zip(there, back[::-1]) for x, y in zip(a, b)) if there and back else "?"
            except subprocess.TimeoutExpired:
                differ = f"> {LIMIT} s"
            backwards.append(f"{pair} {differ}")
        print(f"| {name} | {variants} | {split} | {moved} | {', '.join(backwards)} |", flush=True)

    cosmetic = {"spelling", "punctuation", "digits", "order"}
    variants = sum(any(c["class"] not in cosmetic for c in bayan(*files([BASE], [v]))["changes"]) for v in VARIANTS.values())
    split = bayan(*files(*SPLIT))
    kinds = [link["kind"] for link in split["links"] if link["kind"] != "same"]
    moved = bayan(*files(*MOVED))
    words = sum(len((s[side] or "").split()) for link in moved["links"] for s in link["spans"] if s["op"] != "equal" for side in ("old", "new"))
    backwards = []
    for pair in ("en-statement", "ar-statement", "en-5k-heavy"):
        old, new = f"{texts}/{pair}.old.txt", f"{texts}/{pair}.new.txt"
        flags = [marked_by_bayan(bayan(old, new)), marked_by_bayan(bayan(new, old))[::-1]]
        backwards.append(f"{pair} {sum(sum((a - b).values()) + sum((b - a).values()) for a, b in zip(*flags))}")
    print(f"| **bayan** | {variants} | {' '.join(kinds)}, {len(split['changes'])} changes | {words} | {', '.join(backwards)} |")


def marked_by_bayan(said):
    """The marked words of each side, with the paragraph they stand in."""
    sides = [collections.Counter(), collections.Counter()]
    for link in said["links"]:
        for words, side in zip(sides, ("old", "new")):
            words.update((tuple(link[side]), word) for s in link["spans"] if s["op"] != "equal" for word in (s[side] or "").split())
    for words, gone in zip(sides, (said["dropped"], said["added"])):
        words.update((paragraph, None) for paragraph in gone)
    return sides


# ----------------------------------------------------------------------------------------------------------------- times

def times(peers, texts):
    tiny = [f"{texts}/tiny.old.txt", f"{texts}/tiny.new.txt"]
    for path, word in zip(tiny, ("one", "two")):
        open(path, "w").write(word + "\n")
    rows = collections.defaultdict(dict)
    for line in peers.rust("time"):
        pair, name, value = line.split()
        rows[name][pair] = float(value)
    pairs = list(rows["bayan"])
    for name in [*peers.whole, *peers.inside]:
        slow = False
        for pair in sorted(pairs, key=lambda pair: os.path.getsize(f"{texts}/{pair}.old.txt")):
            if slow:  # what takes too long on a text is not waited for on a longer one
                rows[name][pair] = None
                continue
            rows[name][pair] = peers.milliseconds(name, f"{texts}/{pair}.old.txt", f"{texts}/{pair}.new.txt", tiny)
            slow = slow or rows[name][pair] is None
    peers.whole["bayan-cli"] = [peers.cli, "compare", "--format", "json"]
    for pair in pairs:
        rows["bayan-cli, reading and JSON included"][pair] = peers.milliseconds(
            "bayan-cli", f"{texts}/{pair}.old.txt", f"{texts}/{pair}.new.txt", tiny)
    print("\nCPU milliseconds (and how many times the engine's)\n\n| program | " + " | ".join(pairs) + " |\n|---|" + "--:|" * len(pairs))
    for name, row in rows.items():
        def cell(pair):
            value = row[pair]
            if value is None:
                return f"> {LIMIT} s"
            ratio = value / rows["bayan"][pair]
            return f"{value:,.{decimals(value)}f} ({ratio:,.{decimals(ratio)}f} ×)"
        print(f"| {'**bayan**' if name == 'bayan' else name} | " + " | ".join(cell(pair) for pair in pairs) + " |", flush=True)


def decimals(value):
    return 2 if value < 10 else 1 if value < 100 else 0


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder")
    arguments.add_argument("--install", action="store_true", help="fetch the programs into FOLDER and stop")
    arguments.add_argument("--say", action="store_true", help="only what they say, no times")
    given = arguments.parse_args()
    folder = os.path.abspath(given.folder)
    if given.install:
        return installed(folder)
    if not shutil.which("node") or not os.path.isdir(f"{folder}/node"):
        sys.exit(f"{folder} holds no programs: run {sys.argv[0]} --install {given.folder} first")
    peers = Peers(folder)
    texts = f"{folder}/texts"
    os.makedirs(texts, exist_ok=True)
    peers.rust("write", texts)
    say(peers, texts)
    if not given.say:
        times(peers, texts)


if __name__ == "__main__":
    main()
