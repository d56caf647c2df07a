//! The order of children in the elements Bayan writes, from the schemas of ISO/IEC 29500-1 and -4 (`wml.xsd`, `sml.xsd`).

use super::Element;

/// The elements that a document of the sample must have, or the order of their children is not looked at.
pub(super) const NAMES: &[&str] = &[
    "w:p",
    "w:pPr",
    "w:rPr",
    "w:tbl",
    "w:tblPr",
    "w:tr",
    "w:tc",
    "w:tcPr",
    "w:tblBorders",
    "w:tblCellMar",
    "w:sectPr",
    "w:style",
    "w:docDefaults",
    "w:abstractNum",
    "w:lvl",
    "w:numbering",
    "w:settings",
    "w:font",
    "w:body",
    "wp:inline",
    "worksheet",
    "sheetView",
    "workbook",
    "styleSheet",
];

/// Children in their order. A star may come several times; of what stands between bars any may come, several times.
fn sequence(name: &str) -> Option<&'static str> {
    Some(match name {
        "w:pPr" => {
            "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs \
             suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd \
             snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment \
             textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
        }
        // Before the rest: the changes of a paragraph's end.
        "w:rPr" => {
            "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint \
             noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText \
             vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange"
        }
        "w:p" => {
            "pPr r|ins|del|moveFrom|moveTo|moveFromRangeStart|moveFromRangeEnd|moveToRangeStart|moveToRangeEnd|hyperlink|\
             bookmarkStart|bookmarkEnd|fldSimple"
        }
        "w:r" => "rPr t|delText|br|tab|fldChar|instrText|drawing",
        "w:ins" | "w:del" | "w:moveFrom" | "w:moveTo" | "w:fldSimple" => "r*",
        "w:hyperlink" => "r|bookmarkStart|bookmarkEnd",
        "w:tbl" => "tblPr tblGrid tr*",
        "w:tblGrid" => "gridCol*",
        "w:tr" => "tblPrEx trPr tc*",
        // In any order.
        "w:trPr" => "cantSplit|tblHeader|trHeight|jc|hidden|gridBefore|gridAfter",
        "w:tblPr" => {
            "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd \
             tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange"
        }
        "w:tblBorders" => "top left|start bottom right|end insideH insideV",
        "w:tblCellMar" => "top left|start bottom right|end",
        "w:tc" => "tcPr p|tbl",
        "w:tcPr" => {
            "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"
        }
        "w:sectPr" => {
            "headerReference|footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType \
             cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings"
        }
        "w:document" => "background body",
        "w:body" => "p|tbl sectPr",
        "w:hdr" | "w:ftr" => "p|tbl",
        "w:styles" => "docDefaults latentStyles style*",
        "w:docDefaults" => "rPrDefault pPrDefault",
        "w:style" => {
            "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal \
             personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr*"
        }
        "w:numbering" => "numPicBullet* abstractNum* num* numIdMacAtCleanup",
        "w:abstractNum" => "nsid multiLevelType tmpl name styleLink numStyleLink lvl*",
        "w:lvl" => "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
        "w:num" => "abstractNumId lvlOverride*",
        "w:numPr" => "ilvl numId numberingChange ins",
        "w:fonts" => "font*",
        "w:font" => {
            "altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic embedBoldItalic"
        }
        "w:settings" => {
            "writeProtection view zoom removePersonalInformation removeDateAndTime mirrorMargins proofState attachedTemplate \
             linkStyles documentType revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection \
             defaultTabStop autoHyphenation evenAndOddHeaders characterSpacingControl updateFields hdrShapeDefaults \
             footnotePr endnotePr compat docVars rsids themeFontLang clrSchemeMapping decimalSymbol listSeparator"
        }
        "wp:inline" => "extent effectExtent docPr cNvGraphicFramePr a:graphic",
        "pic:pic" => "nvPicPr blipFill spPr",
        "pic:blipFill" => "a:blip a:srcRect a:tile a:stretch",
        "pic:spPr" => "a:xfrm a:custGeom a:prstGeom",
        "worksheet" => {
            "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios \
             autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting* \
             dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks \
             customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF picture oleObjects \
             controls webPublishItems tableParts extLst"
        }
        "sheetPr" => "tabColor outlinePr pageSetUpPr",
        "sheetView" => "pane selection* pivotSelection*",
        "cols" => "col*",
        "sheetData" => "row*",
        "row" => "c*",
        "c" => "f v is",
        "workbook" => {
            "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences \
             definedNames calcPr oleSize customWorkbookViews pivotCaches"
        }
        "styleSheet" => {
            "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst"
        }
        "xf" => "alignment protection",
        _ => return None,
    })
}

/// Children without which the element is not valid.
fn needed(name: &str) -> &'static [&'static str] {
    match name {
        "w:tbl" => &["w:tblPr", "w:tblGrid"],
        "w:tc" => &["w:p"],
        "w:abstractNum" => &["w:lvl"],
        "wp:inline" => &["wp:extent", "wp:docPr", "a:graphic"],
        "worksheet" => &["sheetData"],
        "workbook" => &["sheets"],
        _ => &[],
    }
}

/// What is wrong with an element's children, if anything.
pub(super) fn fault(element: &Element) -> Option<String> {
    let name = element.name.as_str();
    if let Some(missing) =
        needed(name).iter().find(|one| element.children.iter().all(|child| child.name != **one))
    {
        return Some(format!("{name} has no {missing}"));
    }
    // A cell ends with a paragraph, or Word finds the file broken.
    if name == "w:tc" && element.children.last().is_none_or(|last| last.name != "w:p") {
        return Some("w:tc does not end with a paragraph".to_owned());
    }
    let prefix = name.split_once(':').map_or(String::new(), |(prefix, _)| format!("{prefix}:"));
    let places: Vec<Vec<&str>> =
        sequence(name)?.split_whitespace().map(|place| place.split('|').collect()).collect();
    let mut at = 0;
    let mut last = None;
    for child in &element.children {
        let own = child.name.strip_prefix(&prefix).filter(|own| !own.contains(':')).unwrap_or(&child.name);
        let place = places.iter().position(|place| place.iter().any(|one| one.trim_end_matches('*') == own));
        let Some(place) = place else {
            return Some(format!("{name} has {}, for which it has no place", child.name));
        };
        if place < at {
            return Some(format!("{name} has {} behind {}", child.name, last.unwrap_or_default()));
        }
        let often = places[place].len() > 1 || places[place][0].ends_with('*');
        if place == at && last.is_some() && !often {
            return Some(format!("{name} has {} twice", child.name));
        }
        at = place;
        last = Some(child.name.clone());
    }
    None
}
