#[test]
fn dbg() {
    let text = std::env::var("DBG").unwrap_or_default();
    let mut words = super::Words::default();
    let p = words.read(&text);
    let keys = words.keys_of(&p);
    for m in super::Lexicon::standard().find(&keys) {
        println!("{:?} {:?}", &keys[m.tokens.clone()], m);
    }
    for a in super::performed(&words, &p) {
        println!(
            "ACT {:?} {:?} subj {:?} scope {:?}",
            a.act,
            &keys[a.verb.clone()],
            &keys[a.subject.clone()],
            &keys[a.scope.clone()]
        );
    }
}
