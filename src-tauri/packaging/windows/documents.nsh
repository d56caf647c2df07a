; Documents list Bayan under "Open with". The program that opens them by a double click stays what it is: no default value of
; an ending's key is written, only a name in its OpenWithProgids. SHCTX is the person's part of the registry or the computer's,
; as the installer was built.

!define BAYAN_DOCUMENT "Bayan.Document"

!macro BAYAN_FOR_EACH_ENDING WHAT
  !insertmacro ${WHAT} "txt"
  !insertmacro ${WHAT} "md"
  !insertmacro ${WHAT} "markdown"
  !insertmacro ${WHAT} "html"
  !insertmacro ${WHAT} "htm"
  !insertmacro ${WHAT} "docx"
  !insertmacro ${WHAT} "odt"
  !insertmacro ${WHAT} "pdf"
  !insertmacro ${WHAT} "eml"
  !insertmacro ${WHAT} "csv"
  !insertmacro ${WHAT} "json"
!macroend

!macro BAYAN_OFFER ENDING
  WriteRegNone SHCTX "Software\Classes\.${ENDING}\OpenWithProgids" "${BAYAN_DOCUMENT}"
!macroend

; The keys stay, empty or not: what else is in them is other programs'.
!macro BAYAN_WITHDRAW ENDING
  DeleteRegValue SHCTX "Software\Classes\.${ENDING}\OpenWithProgids" "${BAYAN_DOCUMENT}"
!macroend

; Explorer looks at the associations anew.
!macro BAYAN_TELL_EXPLORER
  System::Call "shell32::SHChangeNotify(i 0x08000000, i 0x1000, p 0, p 0)"
!macroend

!macro NSIS_HOOK_POSTINSTALL
  WriteRegStr SHCTX "Software\Classes\${BAYAN_DOCUMENT}" "" "Document"
  WriteRegStr SHCTX "Software\Classes\${BAYAN_DOCUMENT}" "FriendlyTypeName" "Document"
  WriteRegStr SHCTX "Software\Classes\${BAYAN_DOCUMENT}\Application" "ApplicationName" "${PRODUCTNAME}"
  WriteRegStr SHCTX "Software\Classes\${BAYAN_DOCUMENT}\DefaultIcon" "" "$INSTDIR\${MAINBINARYNAME}.exe,0"
  WriteRegStr SHCTX "Software\Classes\${BAYAN_DOCUMENT}\shell\open\command" "" '"$INSTDIR\${MAINBINARYNAME}.exe" "%1"'
  !insertmacro BAYAN_FOR_EACH_ENDING BAYAN_OFFER
  !insertmacro BAYAN_TELL_EXPLORER
!macroend

!macro NSIS_HOOK_PREUNINSTALL
  !insertmacro BAYAN_FOR_EACH_ENDING BAYAN_WITHDRAW
  DeleteRegKey SHCTX "Software\Classes\${BAYAN_DOCUMENT}"
  !insertmacro BAYAN_TELL_EXPLORER
!macroend
