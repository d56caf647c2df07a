//! `cargo xtask icons`: makes every icon file from the drawings in `icons/`.
//!
//! The drawings are `bayan.svg`, `bayan-small.svg` for 32 pixels and below, and `document.svg` for archive files.
//! `rsvg-convert` renders them; the two containers are written here. What comes out is committed, so that a build needs
//! no renderer. This file is not for choosing which icon a platform shows: `tauri.conf.json` does.

use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Cursor};
use std::path::Path;

use icns::{IconFamily, IconType};
use ico::{IconDir, IconDirEntry, IconImage, ResourceType};

use crate::failure::Failure;
use crate::program::{Program, find, root};

/// Up to this many pixels the small drawing is clearer than the full one.
const SMALL: u32 = 32;

/// The loose PNG files: name and edge in pixels.
const FILES: [(&str, u32); 7] = [
    ("32x32.png", 32),
    ("64x64.png", 64),
    ("128x128.png", 128),
    ("128x128@2x.png", 256),
    ("256x256.png", 256),
    ("512x512.png", 512),
    ("icon.png", 1024),
];

/// The sizes inside `icon.ico`, for 100 % to 250 % scaling and the large views of Windows. The first one is what the window
/// shows, so it is the size a title bar or task bar most often asks for.
const WINDOWS: [u32; 8] = [32, 16, 20, 24, 40, 48, 64, 256];

/// The sizes inside `icon.icns`. The last number is the edge in points: a small size stays small drawing at 2×.
const MACOS: [(IconType, u32, u32); 10] = [
    (IconType::RGB24_16x16, 16, 16),
    (IconType::RGBA32_16x16_2x, 32, 16),
    (IconType::RGB24_32x32, 32, 32),
    (IconType::RGBA32_32x32_2x, 64, 32),
    (IconType::RGBA32_128x128, 128, 128),
    (IconType::RGBA32_128x128_2x, 256, 128),
    (IconType::RGBA32_256x256, 256, 256),
    (IconType::RGBA32_256x256_2x, 512, 256),
    (IconType::RGBA32_512x512, 512, 512),
    (IconType::RGBA32_512x512_2x, 1024, 512),
];

/// Renders all icon files.
///
/// # Errors
/// When `rsvg-convert` is missing or fails, or a file can't be written.
pub fn icons() -> Result<(), Failure> {
    if find("rsvg-convert").is_none() {
        return Err(Failure::Wanted(
            "rsvg-convert is missing. Install it: `apt install librsvg2-bin` on Debian and Ubuntu, \
             `dnf install librsvg2-tools` on Fedora, `brew install librsvg` on macOS."
                .into(),
        ));
    }
    let folder = root().join("icons");
    for (name, edge) in FILES {
        write(&folder.join(name), &render(&folder.join(drawing(edge)), edge, edge)?)?;
    }
    for edge in [64, 256] {
        let name = format!("document-{edge}.png");
        write(&folder.join(name), &render(&folder.join("document.svg"), edge, edge)?)?;
    }
    windows(&folder, "icon.ico", drawing)?;
    windows(&folder, "document.ico", |_| "document.svg")?;
    macos(&folder)
}

/// The drawing for an icon of this many pixels.
fn drawing(edge: u32) -> &'static str {
    if edge <= SMALL { "bayan-small.svg" } else { "bayan.svg" }
}

/// Renders `drawing` into a PNG: a drawing of `inner` pixels in the middle of a clear square of `edge` pixels.
fn render(drawing: &Path, inner: u32, edge: u32) -> Result<Vec<u8>, Failure> {
    let margin = f64::from(edge - inner) / 2.0;
    let program = Program::new("rsvg-convert")
        .args(["--format=png".to_owned(), format!("--width={inner}"), format!("--height={inner}")])
        .args([format!("--page-width={edge}"), format!("--page-height={edge}")])
        .args([format!("--left={margin}"), format!("--top={margin}")])
        .args([drawing]);
    let output = program
        .command()
        .output()
        .map_err(|source| Failure::NotStarted { program: "rsvg-convert".into(), source })?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        eprint!("{}", String::from_utf8_lossy(&output.stderr));
        Err(Failure::Refused { line: program.line(), code: output.status.code() })
    }
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(Failure::file(path))?;
    println!("{} ({} bytes)", path.display(), bytes.len());
    Ok(())
}

/// Writes a Windows icon. Only the 256-pixel picture is stored as PNG: the others are bitmaps, which every program that
/// reads icons understands.
fn windows(folder: &Path, name: &str, drawing: impl Fn(u32) -> &'static str) -> Result<(), Failure> {
    let path = folder.join(name);
    let mut icon = IconDir::new(ResourceType::Icon);
    for edge in WINDOWS {
        let png = render(&folder.join(drawing(edge)), edge, edge)?;
        let image = IconImage::read_png(Cursor::new(png)).map_err(Failure::file(&path))?;
        let entry = if edge < 256 {
            IconDirEntry::encode_as_bmp(&image)
        } else {
            IconDirEntry::encode_as_png(&image)
        };
        icon.add_entry(entry.map_err(Failure::file(&path))?);
    }
    let file = File::create(&path).map_err(Failure::file(&path))?;
    icon.write(BufWriter::new(file)).map_err(Failure::file(&path))?;
    println!("{}", path.display());
    Ok(())
}

/// Writes the macOS icon. Its tile keeps the clear margin of the system's own icons: 824 of 1024 pixels.
fn macos(folder: &Path) -> Result<(), Failure> {
    let path = folder.join("icon.icns");
    let mut family = IconFamily::new();
    for (kind, edge, points) in MACOS {
        let png = render(&folder.join(drawing(points)), macos_tile(edge, points), edge)?;
        let image = icns::Image::read_png(BufReader::new(Cursor::new(png))).map_err(Failure::file(&path))?;
        family.add_icon_with_type(&image, kind).map_err(Failure::file(&path))?;
    }
    let file = File::create(&path).map_err(Failure::file(&path))?;
    family.write(BufWriter::new(file)).map_err(Failure::file(&path))?;
    println!("{}", path.display());
    Ok(())
}

/// How many pixels of a macOS icon the drawing takes.
///
/// The full drawing has a margin of its own, 24 of 512 on each side, which is counted in. The small drawing has none; it
/// leaves one pixel in sixteen, because a wider margin would cost it its strokes.
fn macos_tile(edge: u32, points: u32) -> u32 {
    if points <= SMALL { edge * 14 / 16 } else { edge * 824 * 512 / (1024 * 464) / 2 * 2 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn committed(name: &str) -> BufReader<File> {
        BufReader::new(File::open(root().join("icons").join(name)).expect("the icon is committed"))
    }

    #[test]
    fn the_windows_icon_holds_every_size() {
        for name in ["icon.ico", "document.ico"] {
            let icon = IconDir::read(committed(name)).expect("a readable icon");
            let sizes: Vec<u32> = icon.entries().iter().map(IconDirEntry::width).collect();
            assert_eq!(sizes, WINDOWS, "{name}");
            for entry in icon.entries() {
                let image = entry.decode().expect("a readable picture");
                assert!(
                    image.rgba_data().chunks_exact(4).any(|pixel| pixel[3] == 255),
                    "{name} draws something"
                );
            }
        }
    }

    #[test]
    fn the_macos_icon_holds_every_size() {
        let family = IconFamily::read(committed("icon.icns")).expect("a readable icon");
        for (kind, edge, _) in MACOS {
            let image = family.get_icon_with_type(kind).expect("a readable picture");
            assert_eq!((image.width(), image.height()), (edge, edge));
        }
    }

    #[test]
    fn every_png_has_the_size_its_name_says() {
        for (name, edge) in FILES {
            let image = IconImage::read_png(committed(name)).expect("a readable picture");
            assert_eq!((image.width(), image.height()), (edge, edge), "{name}");
        }
    }

    #[test]
    fn the_small_drawing_serves_the_small_sizes() {
        assert_eq!(drawing(16), "bayan-small.svg");
        assert_eq!(drawing(32), "bayan-small.svg");
        assert_eq!(drawing(48), "bayan.svg");
    }

    #[test]
    fn the_macos_tile_measures_what_the_system_expects() {
        // The drawing's own tile is 464 of its 512 units.
        let drawn = macos_tile(1024, 512);
        assert!((822..=824).contains(&(drawn * 464 / 512)), "{drawn}");
        assert_eq!(macos_tile(16, 16), 14);
        assert_eq!(macos_tile(32, 16), 28);
    }
}
