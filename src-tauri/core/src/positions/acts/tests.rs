use super::*;

fn acts(text: &str) -> Vec<(Act, String)> {
    let mut words = Words::default();
    let paragraph = words.read(text);
    performed(&words, &paragraph, &words.keys_of(&paragraph))
        .into_iter()
        .filter(|act| act.holder == Holder::Issuer)
        .map(|act| (act.act, text[act.start..paragraph.bytes(act.verb).end].to_owned()))
        .collect()
}

fn expect(text: &str, expected: &[(Act, &str)]) {
    let expected: Vec<(Act, String)> =
        expected.iter().map(|(act, words)| (*act, (*words).to_owned())).collect();
    assert_eq!(acts(text), expected, "{text}");
}

#[test]
fn a_sentence_that_strings_acts_together_performs_each() {
    expect(
        "وناقش الحضور مستجدات العملية السياسية، معبرين عن أملهم في نجاحها، وأكدوا رفضهم أي تأجيل، مشددين على ضرورة الالتزام.",
        &[
            (Act::Discuss, "ناقش"),
            (Act::Hope, "معبرين عن أملهم"),
            (Act::Reject, "أكدوا رفضهم"),
            (Act::Stress, "مشددين"),
        ],
    );
}

#[test]
fn passive_and_nominal_forms_perform_their_act() {
    expect("وجرى خلال اللقاء التأكيد على أهمية الحوار.", &[(Act::Stress, "التأكيد")]);
    expect(
        "وتم الترحيب بالمبادرة، مع التأكيد على رفض الوصاية.",
        &[(Act::Welcome, "الترحيب"), (Act::Reject, "التأكيد على رفض")],
    );
    expect("It was stressed that talks must resume.", &[(Act::Stress, "stressed")]);
    expect("Concern was expressed at the delay.", &[(Act::Concern, "Concern")]);
    expect("The plan was discussed at length.", &[(Act::Discuss, "discussed")]);
}

#[test]
fn the_first_person_plural_performs() {
    expect("نؤكد تمسكنا بالحوار ونطالب بوقف القصف.", &[(Act::Stress, "نؤكد"), (Act::Call, "نطالب")]);
    expect("We reject the plan and call for new talks.", &[(Act::Reject, "reject"), (Act::Call, "call for")]);
}

#[test]
fn an_act_under_another_clause_is_not_performed() {
    expect("رحب المجلس بالاتفاق الذي أيدته الأطراف.", &[(Act::Welcome, "رحب")]);
    expect("وأعرب عن أمله في أن تعلن اللجنة موعداً.", &[(Act::Hope, "أعرب عن أمله")]);
    expect("The Council noted that the parties agreed to meet.", &[(Act::Note, "noted")]);
    expect(
        "Members welcomed the agreement signed in May and adopted in June.",
        &[(Act::Welcome, "welcomed")],
    );
    expect("They urged her to brief the public.", &[(Act::Call, "urged")]);
    expect("It warned against a conference before principles are agreed.", &[(Act::Concern, "warned")]);
    expect("After members reviewed the file, the Council decided to act.", &[(Act::Commit, "decided")]);
}

#[test]
fn what_another_party_does_is_its_act() {
    let of = |text: &str| {
        clause_acts(&[text]).remove(0).into_iter().map(|act| (act.act, act.holder)).collect::<Vec<_>>()
    };
    assert_eq!(of("Russia rejected the proposal."), [(Act::Reject, Holder::Other)]);
    assert_eq!(of("The Council rejected the proposal."), [(Act::Reject, Holder::Issuer)]);
    assert_eq!(
        of("وأكد المجتمعون على رفض المؤتمر الذي أعلنت عنه وزارة الدفاع الروسية."),
        [(Act::Reject, Holder::Issuer), (Act::Note, Holder::Other)]
    );
}

#[test]
fn a_negation_turns_or_takes_away_the_act() {
    expect("The Council does not support the plan.", &[(Act::Reject, "support")]);
    expect("لم يؤيد المجلس القرار.", &[(Act::Reject, "يؤيد")]);
    expect("The Council did not reject the plan.", &[]);
}

#[test]
fn a_verb_with_an_adverb_of_position_takes_its_act() {
    expect("تابع المجلس بقلق بالغ أوضاع السكان.", &[(Act::Concern, "تابع")]);
    expect("The Council noted with concern the delay.", &[(Act::Concern, "noted")]);
}

#[test]
fn a_resolution_is_read_by_its_leading_verbs() {
    expect(
        "3. Decides to set up a Force, and requests the Secretary-General to report;",
        &[(Act::Commit, "Decides"), (Act::Call, "requests")],
    );
    expect(
        "(a) To call upon the parties concerned to implement its resolution;",
        &[(Act::Call, "call upon")],
    );
    expect("Having considered the report,", &[(Act::Discuss, "Having considered")]);
    expect("Reaffirming that the agreements are a step,", &[(Act::Stress, "Reaffirming")]);
}

#[test]
fn force_grows_with_words_of_strength() {
    assert_eq!(clause_acts(&["The Council strongly supports the plan."])[0][0].force, 3);
    assert_eq!(clause_acts(&["The Council supports the plan."])[0][0].force, 2);
    assert_eq!(clause_acts(&["أيد المجلس بشدة الخطة."])[0][0].force, 3);
}

#[test]
fn what_a_body_says_it_will_or_will_not_do_is_its_act() {
    expect("The Committee will publish a list in April.", &[(Act::Commit, "will")]);
    expect("The Board will not attend.", &[(Act::Reject, "will not")]);
    expect("The Council will support the plan.", &[(Act::Commit, "will")].map(|_| (Act::Support, "support")));
    expect("Growth will slow and prices will rise.", &[]);
    expect("The Council noted that the vote will be held in June.", &[(Act::Note, "noted")]);
}

#[test]
fn a_verb_of_saying_may_stand_behind_what_is_said() {
    expect("Inflation has wiped out wages, the Board observed.", &[(Act::Note, "observed")]);
}

#[test]
fn a_participle_that_may_be_a_noun_goes_on_with_other_participles() {
    expect(
        "أعربت الهيئة عن قلقها من الخرق، محملة الجانب الآخر المسؤولية عن ذلك، ومناشدة الضامنين التدخل.",
        &[
            (Act::Concern, "أعربت الهيئة عن قلقها"),
            (Act::Condemn, "محملة الجانب الآخر المسؤولية"),
            (Act::Call, "مناشدة"),
        ],
    );
}

#[test]
fn a_renewed_commitment_is_one_and_a_renewed_keenness_is_stress() {
    expect("It renewed its commitment to the accord.", &[(Act::Commit, "renewed its commitment")]);
    expect("أكد المجلس حرصه على الحوار.", &[(Act::Stress, "أكد")]);
}

#[test]
fn what_a_body_says_it_will_not_do_it_refuses() {
    expect("The Council will not recognise the results.", &[(Act::Reject, "recognise")]);
    expect("The Committee shall not discuss the matter further.", &[(Act::Reject, "discuss")]);
    expect("We will not take part in the vote.", &[(Act::Reject, "will not")]);
    expect(
        "أكد المجلس أهمية الحوار، ولن نعترف بنتائج الاقتراع.",
        &[(Act::Stress, "أكد"), (Act::Reject, "نعترف")],
    );
    expect("The Council did not note the report.", &[]);
}

#[test]
fn whoever_speaks_as_we_performs_whatever_stood_before() {
    expect(
        "تابعنا ما جرى في الجولة الأخيرة، ونأسف لأنها انتهت، ومع ذلك لا نزال نأمل في الحل.",
        &[(Act::Discuss, "تابعنا"), (Act::Concern, "نأسف"), (Act::Hope, "نأمل")],
    );
    expect("نثمن الجهود لكننا نعارض رفعها.", &[(Act::Welcome, "نثمن"), (Act::Reject, "نعارض")]);
}

#[test]
fn a_party_named_before_the_particle_is_whose_act_it_is() {
    expect("وكانت موسكو قد أعلنت رفضها لأي قرار جديد.", &[]);
}

#[test]
fn a_meeting_is_for_what_stands_behind_its_purpose_with_the_article_too() {
    expect("اجتمع المجلس للتداول في ملف المعتقلين.", &[(Act::Discuss, "للتداول")]);
    expect("كرس المجلس جلسته للوقوف على الهدنة، ولم يتسن له إقرار اللائحة.", &[(Act::Discuss, "للوقوف")]);
    expect("دافع المجلس عن الهدنة للتداول في الأسواق.", &[(Act::Support, "دافع المجلس عن")]);
}

#[test]
fn a_verb_of_stress_takes_the_act_of_a_phrase_with_its_owner() {
    expect("أكد المجلس وقوفه إلى جانب المعتقلين.", &[(Act::Support, "أكد المجلس وقوفه إلى جانب")]);
    expect("جدد المجلس وقوفه ضد الترحيل.", &[(Act::Reject, "جدد المجلس وقوفه ضد")]);
    expect("It reaffirmed its resolve to fight terrorism.", &[(Act::Commit, "reaffirmed its resolve")]);
}

#[test]
fn whom_one_calls_on_in_the_passive_is_not_who_calls() {
    expect("Donors were urged to pay.", &[(Act::Call, "urged")]);
    expect("The plan that donors were urged to fund failed.", &[]);
}

#[test]
fn what_a_body_says_in_an_aside_on_the_words_before_is_its_act() {
    expect(
        "The Council discussed the bombing, which it condemned.",
        &[(Act::Discuss, "discussed"), (Act::Condemn, "condemned")],
    );
    expect("The Council discussed the plan, which Damascus rejected.", &[(Act::Discuss, "discussed")]);
    expect("The Council discussed a plan which it rejected.", &[(Act::Discuss, "discussed")]);
}

#[test]
fn but_goes_on_behind_a_verb_with_a_helper() {
    expect(
        "It did not accept the plan, but insisted on talks.",
        &[(Act::Reject, "did not accept"), (Act::Stress, "insisted")],
    );
    expect(
        "وإذ يأخذ المجلس علماً بالقرار، فإنه يدعو إلى الحذر.",
        &[(Act::Note, "يأخذ المجلس علماً"), (Act::Call, "يدعو")],
    );
}
