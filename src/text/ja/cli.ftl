# 画面と説明
help-template =
    <about-with-newline>
    使い方: <usage>

    <all-args><after-help>
help-heading-commands = 命令
help-heading-arguments = 対象
help-heading-options = 指定
help-heading-examples = 例:
help-help = この説明
help-version = バージョン
help-hikae = hikae は、納品したものの控えを作ります。命令なしで起動すると、番号で選ぶ画面か、渡されたファイルに合う操作になります。
help-hikae-examples =
    { "  " }hikae new みなと朗読       案件フォルダを作る(案件メモつき)
    { "  " }hikae seal みなと朗読      新しいものを控えにする
    { "  " }hikae verify みなと朗読/控え
help-hikae-dropped = ファイルまたはフォルダ(重ねて落としたもの)
help-hikae-lang = 画面の言語: ja または en (指定がなければシステムの言語)
help-hikae-color = 色: auto、always、never
help-hikae-quiet = 結果だけを表示
help-hikae-json = 結果を JSON で表示
help-verify = 控えを厳密に照合し、判定とその根拠を表示します。
help-verify-archives = 控え(ZIP ファイル)、またはそのフォルダ。一つの案件としてまとめて照合します
help-verify-signer = 署名した人の鍵: 指紋(SHA256:…)、または OpenSSH の公開鍵のファイル
help-verify-require = 必要な裏付け: time、signer、chain、payload (ないものがあれば終了コード 4)
help-verify-examples =
    { "  " }hikae verify 控え/001.zip
    { "  " }hikae verify 控え --require chain,payload
    { "  " }hikae verify 001.zip --signer SHA256:1Lt0B6m58n9i5yp9hABit7qhCJ/7aR7kRxt8QRziO8k --json

    終了コード: 0 すべて満たした、1 控えと一致しない、2 指定の誤り、3 読めない・判定できない、
    4 一致したが、必要な裏付けがない
help-show = 控えの中の記載事項を表示します(ファイル、メモ、出来事と、誰の記載か)。
help-show-archives = 控え(ZIP ファイル)、またはそのフォルダ
help-show-examples = { "  " }hikae show 控え/001.zip
help-contains = ファイルが、控えにあるファイルと1バイトも違わないかを調べます。
help-contains-archive = 控え、または控えのフォルダ
help-contains-files = ファイルまたはフォルダ(サイトからダウンロードし直したものなど)
help-contains-examples =
    { "  " }hikae contains 控え ダウンロード/第1話.wav

    終了コード: 0 すべて控えのファイル、1 確認できないものがある

progress-verifying = 照合中
progress-sealing = 控えを作成中

verdict-intact = 控えと一致
    .next = 控えの作成時と同じです。内容が正しいことまでは示しません。
verdict-altered = 控えと一致しません
    .next = 控えと合わないものがあります。ここに書かれた内容は当てにできません。
verdict-undecided = 判定できません
    .next = 判定に必要なものを照合できませんでした。一致の確認ではありません。
verify-missing = 必要とされた裏付けがありません: { $proofs }
verify-more-findings = …ほかに同じ種類のものが{ $count }件あります。
ground-time = 日時
ground-time-none = 信頼できる日時はありません。日付は署名した人の時計によるものです
ground-signer = 署名
ground-signer-none = 成り立つ署名はありません
ground-signer-named = { $key }
    指定された鍵です
ground-signer-found = { $key }
    控えの中にあった鍵です。矛盾はありませんが、誰の鍵かは分かりません
ground-shown = 開示
ground-shown-all = すべて(記載事項{ $facts }件、ファイル{ $files }件)
ground-shown-part = 記載事項{ $facts_sealed }件中{ $facts }件、ファイル{ $files_sealed }件中{ $files }件
    残りは、この写しを作った人により非開示です
ground-report = 文書
ground-report-same = VERIFY.txt は作り直したものと同じです。この版に報告書はありません
ground-report-not-checked = 報告書と手順書は照合していません。内容を信用しないでください
ground-editions = 版
ground-edition = 第{ $edition }版  { $sealed }  控え番号 { $code }
ground-chain = これより後の版がある可能性があります。分かるのは順序で、別の控えがないことではありません。

show-edition = 第{ $edition }版  作成 { $sealed }(署名した人の時計による)
show-code = 控え番号: { $code }
show-files = ファイル(見つかったときの名前、バイト数、SHA-256 の先頭):
show-memo = 案件メモ(本人の記載):
show-events = 出来事(本人の申告):
show-round = { $count }回目
show-other = そのほかの記載事項: { $count }件
show-withheld = この写しを作った人により非開示: 記載事項{ $count }件

contains-same = { $file }: 控えのファイル { $sealed } と1バイトも違いません
contains-not-established = { $file }: 確認できません。控えに同じ内容のファイルがありません。
contains-meaning =
    1バイトも違わなければ、控えのファイルです。違っていても、別の録音とは限りません
    (サイト側でファイルが変換されることがあります)。
