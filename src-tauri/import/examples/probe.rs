fn main() {
    let path = std::env::args().nth(1).unwrap();
    let how = std::env::args().nth(2).unwrap_or_default();
    let bytes = std::fs::read(&path).unwrap();
    match how.as_str() {
        "items" => {
            for i in pdf_inspector::extract_text_with_positions_mem(&bytes).unwrap() {
                println!(
                    "p{} x{:.0} y{:.0} w{:.0} fs{:.1} [{}]",
                    i.page, i.x, i.y, i.width, i.font_size, i.text
                );
            }
        }
        "md" => {
            let r = pdf_inspector::process_pdf_mem(&bytes).unwrap();
            println!(
                "{:?} ocr{:?} title {:?}\n{}",
                r.pdf_type,
                r.pages_needing_ocr,
                r.title,
                r.markdown.unwrap_or_default()
            );
        }
        "unpdf" => println!("{}", unpdf::Unpdf::new().sequential().parse_bytes(&bytes).unwrap().plain_text()),
        _ => match bayan_import::reader::Reader::in_this_process().read_bytes(
            &path,
            &bytes,
            &Default::default(),
            &|| false,
        ) {
            Ok(d) => {
                for d in d {
                    println!("T {:?} D {:?} W {:?}", d.title, d.dates, d.warnings);
                    for p in d.paragraphs {
                        println!("{:?} {}", p.kind, p.text)
                    }
                }
            }
            Err(e) => println!("ERR {e}"),
        },
    }
}
