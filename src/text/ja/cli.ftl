# 画面と説明
help-template =
    <about-with-newline>
    使い方: <usage>

    <all-args><after-help>
help-heading-commands = コマンド
help-heading-arguments = 対象
help-heading-options = オプション
help-heading-examples = 例:
help-help = この説明
help-version = バージョン
help-hikae = hikae は、納品したものの控えを作ります。コマンドなしで起動するとメニューを表示し、ファイルやフォルダを渡すと、それに合う操作になります。
help-hikae-examples =
    { "  " }hikae new みなと朗読       案件フォルダを作る(案件メモつき)
    { "  " }hikae seal みなと朗読      新しいものを控えにする
    { "  " }hikae verify みなと朗読/控え
help-hikae-dropped = ファイルまたはフォルダ(ドラッグ&ドロップしたもの)
help-hikae-lang = 画面の言語: ja または en (指定がなければシステムの言語)
help-hikae-color = 色: auto、always、never
help-hikae-quiet = 結果だけを表示
help-hikae-json = 結果を JSON で表示
help-verify = 控えを厳密に照合し、判定とその根拠を表示します。
help-verify-archives = 控え(ZIP ファイル)、またはそのフォルダ。一つの案件としてまとめて照合します
help-verify-signer = 署名した人の鍵: 指紋(SHA256:…)、または OpenSSH の公開鍵のファイル
help-verify-require = 必要な裏付け: time、signer、chain、payload、report (ないものがあれば終了コード 4)
help-verify-examples =
    { "  " }hikae verify 控え/001.zip
    { "  " }hikae verify 控え --require chain,payload
    { "  " }hikae verify 001.zip --signer SHA256:1Lt0B6m58n9i5yp9hABit7qhCJ/7aR7kRxt8QRziO8k --json

    終了コード: 0 すべて満たした、1 控えと一致しない、2 指定の誤り、3 読めない・判定できない、
    4 一致したが、必要な裏付けがない
help-show = 控えの中の記載事項を表示します(ファイル、メモ、出来事と、誰の記載か)。
help-show-archives = 控え(ZIP ファイル)、またはそのフォルダ
help-show-examples = { "  " }hikae show 控え/001.zip
help-contains = ファイルが、控えにあるファイルと同じか(バイト列、または音声のサンプル)を調べます。
help-contains-archive = 控え、または控えのフォルダ
help-contains-files = ファイルまたはフォルダ(サイトからダウンロードし直したものなど)
help-contains-no_analysis = 音声のサンプルを比べず、バイト列だけを比べる
help-contains-examples =
    { "  " }hikae contains 控え ダウンロード/第1話.wav

    終了コード: 0 すべて控えのファイル、1 確認できないものがある

progress-verifying = 照合中
progress-rereading = 読み直し中
progress-sealing = 控えを作成中

verdict-intact = 控えと一致
    .next = ここにあるものは、控えの作成時と同じです。内容が正しいことまでは示しません。
verdict-intact-sealed = 記載事項とファイル: 控えと一致。REPORT.html と VERIFY.txt: 照合していません
    .next = 控えに入れたものは、控えの作成時と同じです。内容が正しいことまでは示しません。REPORT.html と VERIFY.txt の内容は信用しないでください。
verdict-altered = 控えと一致しません
    .next = 控えと合わないものがあります。ここに書かれた内容は当てにできません。
verdict-undecided = 判定できません
    .next = 判定に必要なものを照合できませんでした。一致の確認ではありません。
verify-missing = 必要とされた裏付けがありません: { $proofs }
verify-more-findings = …ほかに同じ種類のものが{ $count }件あります。
ground-time = 日時
ground-time-none = 信頼できる日時はありません。日付は署名した人の時計によるものです
ground-time-edition = 第{ $edition }版: { $time }までに存在(時刻認証局 { $authority })
    (ルート { $root }、ポリシー { $policy }。失効の有無は未確認)
ground-time-through = 第{ $edition }版: { $time }までに存在(第{ $later }版を通じて)
ground-time-edition-none = 第{ $edition }版: 信頼できる日時なし。日時は署名した人の時計によります
ground-time-also = ほかに { $time }(時刻認証局 { $authority }、{ $entry })
ground-time-expired = 期限切れ・未更新: { $time }(時刻認証局 { $authority }、{ $entry })
ground-time-unknown = 知らない時刻認証局のため、日時の裏付けに数えません: { $entry }
accuracy-stated = ±{ $seconds }秒
accuracy-not-stated = (精度の記載なし)
ground-signer = 署名
ground-signer-none = 全体について成り立つ署名はありません
ground-signer-named = { $key }
    指定された鍵です
ground-signer-found = { $key }
    控えの中にあった鍵です。矛盾はありませんが、誰の鍵かは分かりません
ground-shown = 開示
ground-shown-all = すべて(記載事項{ $facts }件、ファイル{ $files }件)
ground-shown-part = 記載事項{ $facts_sealed }件中{ $facts }件、ファイル{ $files_sealed }件中{ $files }件
    残りは、この写しを作った人により非開示です
ground-shown-unknown = 分かりません(読めなかった控えがあります)
ground-report = 文書
ground-report-same = REPORT.html と VERIFY.txt は、作り直したものと同じです
ground-report-differs = 報告書または手順書が、記載事項から作られる内容と違います。信用しないでください
ground-report-not-checked = REPORT.html と VERIFY.txt は照合していません。内容を信用しないでください
ground-editions = 版
ground-edition = 第{ $edition }版  { $sealed }
      控え番号 { $code }
ground-chain = これより後の版がある可能性があります。分かるのは順序で、別の控えがないことではありません。

show-edition = 第{ $edition }版  作成 { $sealed }(署名した人の時計による)
show-code = 控え番号: { $code }
show-files = ファイル(見つかったときの名前、バイト数、SHA-256 の先頭):
show-memo = 案件メモ(本人の記載):
show-events = 出来事(本人の申告):
show-round = { $count }回目
show-other = そのほかの記載事項: { $count }件
show-check = 「控えの記載による」音声の値とメッセージの読み取りは、もとのファイルがこの中にあるものについて、いま確かめられます: hikae show --reread { $archives }
show-withheld = この写しを作った人により非開示: 記載事項{ $count }件

contains-same = { $file }: 控えのファイル { $sealed } と1バイトも違いません
contains-not-established = { $file }: 確認できません。控えに同じ内容のファイルがありません。
contains-untold = { $file }: 確認できません。控えのファイルのうち{ $count }件は、この写しに何のファイルか示されていないため、そのどれかかもしれません。
contains-no-file = { $path } にファイルがありません。
    .next = ダウンロードし直したファイルを選んでください。
contains-meaning =
    1バイトも違わないか、サンプルがすべて同じなら、控えのファイルと同じ録音です。違っていても、別の録音とは
    限りません(サイト側でファイルが変換されることがあります)。

progress-comparing = 控えと見比べ中
new-made = 案件フォルダを作りました: { $path }
new-next =
    1. { $memo } に、分かることだけ書きます。
    2. 納品するファイルを { $delivery } に入れます。
    3. hikae seal で控えを作り、控え番号を納品メッセージに添えて送ります。
seal-case-output = 案件フォルダの控えは、その中の「控え」に作ります。-o は付けずにお試しください。
    .next = 例: hikae seal 案件フォルダ
seal-needs-output = 控えの保存先が必要です。
    .next = 例: hikae seal ファイル… -o 控え.zip   案件フォルダなら: hikae seal 案件フォルダ
seal-cleared = 前回、途中で終わった作業の一時ファイルを片付けました: { $path }
seal-nothing-new = 前回の控えから新しくなったものはありません(控えと同じファイル{ $files }件)。
seal-delivery-changed = ご注意: { $file } は、第{ $edition }版の控えの後に変わっています。
    .next = 納品したファイルは変えないのが基本です。修正版なら次の回のフォルダへ移してください。今のファイルも控えに加えますが、前の控えもそのまま残ります。
seal-clock-before = このパソコンの時計({ $now })は、この案件の最後の控えの日時({ $last })より前を示しています。
    .next = 控えは作っていません。時計を合わせて、もう一度お試しください。最後の控えのときの時計が誤っていた場合は、その日時が過ぎるのを待つか、新しい案件フォルダにしてください。
seal-place-unknown = --place のファイルが見つかりません: { $file }
    .next = 「どこに入るファイルか分かりません」に出る名前を、そのまま書いてください。
seal-ask-place =
    { $file } はどれですか。
      1 納品したファイル   2 メッセージ   3 資料   4 控えに入れない
    番号:
seal-ask-round = 何回目の納品ですか:
seal-skipped-special = 除きました(リンクまたは特殊なファイル): { $path }
seal-left-out = 除きました(システムが作るファイル): { $files }
seal-role = { $file } → { $role }
seal-made = 第{ $edition }版の控えを作り、照合しました(ファイル{ $files }件): { $path }
seal-code = 控え番号:
seal-code-use =
    この番号を納品メッセージに添えておくと、サイト側の記録にも残ります。番号だけでは中身は分かりません。
seal-message = 納品メッセージ(このまま送れます):
seal-message-file = 同じ文のファイル: { $path }
seal-note-file = 番号を貼る代わりに添付できる、納品ファイルの一覧: { $path }
seal-message-unwritten = 控えはできましたが、納品メッセージのファイルは書けませんでした: { $reason }
    .next = hikae seal --message-only で、もう一度表示できます。
seal-message-none = 納品したファイルを含む控えが、まだありません。
    .next = 納品するファイルを「納品/1回目」に入れてから: hikae seal 案件フォルダ
seal-message-not-now = 新しい回の納品は入っていないので、今回のメッセージはありません。
    .next = もう一度実行すると、最後の納品のメッセージが出ます。
seal-message-needs-case = --message-only は案件フォルダで使います。-o と一緒には使えません。
    .next = 例: hikae seal 案件フォルダ --message-only
seal-nothing-to-send =
    新しい回の納品は入っていないので、相手に送るものはありません。
seal-links-not-searched = { $file } は大きいか、番号が多すぎるので、控え番号の記録は途中までです。
    .next = ファイルそのものは、すべて控えに入ります。
links = メッセージの写しにあった番号:
link-known = { $file }: { $target }
link-absent = { $file }: { $target }(この中にないので、比べていません)
link-wrong = { $file }: 「{ $target }」とありますが、値が違います
link-message = 記録{ $k }の{ $n }件目のメッセージです
link-message-edited = 記録{ $k }の{ $n }件目のメッセージです(編集されたもの)
links-sealed = メッセージの写しにあったとされる番号(控えの記載による):
links-meaning-sealed =
    確かめたと書かれていないものは、控えを作った人の側の記載です。送られた時刻は、サイト側の記録にある編集されていない書き込みで確かめられます。
link-in-text = いま確かめました: そのメッセージの本文に、この番号があります
link-not-in-text = いま確かめました: そのメッセージの本文に、この番号はありません
link-as-sealed = 控えの記載による(ここでは確かめていません)
link-unknown = { $file }: 不明な番号(それまでの控えにはありません)
link-seal = 第{ $edition }版の控え番号
link-file = 第{ $edition }版のファイル { $path } の SHA-256
links-meaning =
    分かるのは、写しにその番号があることまでです。送られた時刻は、サイト側の記録にある編集されていない書き込みで確かめられます。
status-no-seal = 控えはまだありません。
status-last =
    控え: 第{ $edition }版まで、すべて照合しました。最後は { $sealed }(署名した人の時計による)
    控え番号 { $code }
status-new = 次の控えに入るもの:
status-changed-file = { $file } (第{ $edition }版の控えと違います)
status-delivery-changed = ご注意: 納品したファイルが、控えの後に変わっています:
status-changed = 変わったもの(次の控えに入ります):
status-gone = 控えにあり、フォルダにないもの(控えには残っています):
status-unplaced = 置き場所を確認したいもの:
status-special = リンクまたは特殊なファイル(控えにはできません):
status-memo = 案件メモで確認したいところ:
status-copy-time = { $file }: いつ写した(書き出した)ものかが、案件メモにありません。述べられるのは、最後の記録の日時までです。
    .next = 案件メモに「スレッドを写した日時({ $last }): 2026/11/20 9:12」のように、実際に写した(書き出した)日時を書いてください。
status-memo-changed = 案件メモは、前回の控えから変わっています(次の控えに入ります)。
status-unchanged = 控えと同じファイル: { $count }件
status-next-seal = 控えに加えるには: hikae seal { $case }
status-next-nothing = 新しく控えにするものはありません。
menu-title = hikae  何をしますか。
menu-new = 案件フォルダを作る
menu-seal = 控えを作る
menu-verify = 控えを照合する
menu-status = 案件の状態を見る
menu-show = 控えの中を見る
menu-read = 書き出しや、コピーした画面を読み取る
menu-stamp = 足りないタイムスタンプを取得する
menu-handover = サポートへの提出用一式を作る
menu-help = 使い方
menu-end = 終わる
menu-no-number = その番号はありません。
menu-ask = 番号:
menu-path-new = 作るフォルダの名前:
menu-path-case = 案件フォルダ(ここにドラッグ&ドロップするとパスが入ります):
menu-path-read = 書き出しか、コピーした画面のファイル(ここにドラッグ&ドロップするとパスが入ります):
menu-path-seal = 控えの ZIP か「控え」フォルダ(ここにドラッグ&ドロップするとパスが入ります):
menu-offer-seal = 控えを作りますか (はい=Enter、いいえ=n):
menu-not-a-case = { $path } は案件フォルダではありません。案件フォルダにしますか (はい=Enter、いいえ=n):
menu-which-case =
    { $files }
    どの案件のものですか。案件フォルダ(この画面に重ねると入ります):
menu-no-command = 「{ $text }」というファイルもコマンドもありません。
    .next = コマンド: { $commands }。くわしくは hikae --help をご覧ください。
menu-needs-case = どの案件のものか分かりません: { $files }
    .next = 案件フォルダの「納品/1回目」「メッセージ」「資料」に入れてから: hikae seal 案件フォルダ
menu-copied = { $file } を { $folder } にコピーしました。元のファイルはそのままです。
setup-how = このシステムでは、補完とマニュアルを次のように用意できます。
    .next =
        hikae setup --completions bash > ~/.local/share/bash-completion/completions/hikae
        hikae setup --man-dir ~/.local/share/man/man1
setup-man-made = マニュアルを書き出しました: { $path }
setup-shortcuts-made = デスクトップと「送る」に hikae を加えました。
windows-press-enter = Enter キーで閉じます。
help-new = 案件フォルダを作ります(記入用の案件メモつき)。
help-new-dir = 作るフォルダ
help-new-examples = { "  " }hikae new みなと朗読
help-status = 案件フォルダを控えと見比べます。新しいもの、変わったもの、次にすることが分かります。
help-status-case = 案件フォルダ(指定がなければ、今いるフォルダ)
help-status-no_analysis = 音声を測らない
help-status-examples = { "  " }hikae status みなと朗読
help-seal = 新しいものを控えにします。控え番号を添えた納品メッセージが表示されます。
help-seal-paths = 案件フォルダ(指定がなければ、今いるフォルダ)。-o を付ければ、ファイルやフォルダ
help-seal-output = 案件フォルダを使わないときの、控えの保存先
help-seal-key = 使う鍵: hikae の鍵、OpenSSH の Ed25519 鍵、または ssh-agent にある鍵の .pub ファイル
help-seal-place = 置き場所の分からないファイルの扱い。ROLE は delivery/1、messages、documents、none
help-seal-skip_special = リンクや特殊なファイルを除いて続ける
help-seal-offline = ネットワークに何も問い合わせない(タイムスタンプも、メールの署名の鍵も)
help-hikae-tsa = 依頼先をこの時刻認証局(TSA)に替える: URL、または digicert、sectigo、globalsign、ssl-com、certum
help-hikae-tsa_root = この時刻認証局(TSA)も信頼する: ルート証明書(PEM または DER)
help-seal-no_analysis = 音声を測らない
help-seal-message_only = 納品メッセージだけを表示(新しいものがなければ、最後の納品のもの)。| clip などに渡せます
help-seal-examples =
    { "  " }hikae seal みなと朗読
    { "  " }hikae seal みなと朗読 --message-only | clip
    { "  " }hikae seal 第1話.wav 依頼.pdf -o 控え.zip
help-setup = Windows: デスクトップと「送る」に加えます。ほかのシステム: 補完とマニュアルを書き出します。
help-setup-completions = 補完の設定を書き出す: bash、zsh、fish、elvish、powershell
help-setup-man = マニュアルを書き出す
help-setup-man_dir = コマンドごとのマニュアルをフォルダに書き出す
help-setup-examples = { "  " }hikae setup --completions zsh > _hikae

item-client-name = クライアント名
item-own-name = 自分の表示名
item-platform = プラットフォーム
item-contract-id = 契約ID
item-contract-link = 契約リンク
item-title = 題名
item-fee = 報酬
item-tax = 税
item-escrow-date = 仮払い日
item-commissioned = 委託日
item-deadline = 納期
item-specification = 仕様
item-usage = 使用範囲
item-inspection-terms = 検収の条件
item-change-rule = 修正の取り決め
item-reading-answer = 読み取りの回答
item-zone = 時間帯
item-day-order = 日付の並び
item-copied-at = スレッドを写した日時
item-client-address = クライアントの住所
item-company-number = 法人番号
item-client-employees = クライアントの従業員
item-client-officers = クライアントの役員
item-receipt-day = 受領日
item-receipt-place = 受領場所
item-inspection-day = 検収日
item-payment-due = 支払期日
item-payment-method = 支払方法
item-remarks = 備考
item-invoice = 請求書
event-completion-report = 納品完了報告
event-attachment = メッセージ添付
event-link-sent = リンク送付
event-acknowledgement = 受領の返信
event-auto-reply = 自動返信
event-change-request = 修正依頼
event-reminder = 確認のお願い
event-nudge-request = 連絡催促の申請
event-platform-nudge = サイトからの連絡
event-platform-reply = サイトからの回答
event-termination-request = 途中終了リクエスト
event-inspection = 検収
event-payment = 支払い
event-unknown = 不明な種類のできごと
item-event-detail = できごとの{ $detail }(メモ{ $line }行目)
item-event-detail-of = { $event }の{ $detail }(メモ{ $line }行目)
event-detail-result = 結果
event-detail-expiry = 期限
event-detail-checked = 確認
event-detail-note = 補足
item-name = 名前
item-outside = サイト外連絡申請
item-note = メモ
help-stamp = タイムスタンプのない控えや、期限の近い控えに、タイムスタンプを付けます。控えの中身は変わりません。
help-stamp-paths = 案件フォルダまたは控えのフォルダ(必要なものだけ)。控えのZIPファイル(必ず付けます)
help-stamp-output = タイムスタンプを付けた控えの保存先。元のファイルはそのまま残ります
help-stamp-examples =
    { "  " }hikae stamp みなと朗読
    { "  " }hikae stamp 控え/001.zip --tsa digicert
