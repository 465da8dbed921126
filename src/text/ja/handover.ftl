# 提出用一式: チケット、1枚目、別紙
point-not-recorded = 記録なし
point-not-shown = この資料では示していません
point-1 = お願い
point-2 = 契約
point-3 = 金額
point-4 = 納期と検収の取り決め
point-5 = 納品
point-6 = クライアント様の受領のご発言
point-7 = クライアント様の最後のご発信
point-8 = ご確認のお願い
point-9 = ご発信のない期間
point-10 = ご確認いただける記録
point-11 = この資料の範囲

request-after-guide = 契約ID { $contract }について、{ $report }から{ $days ->
    [7] 1週間
   *[other] { $days }日
 }を過ぎても{ $acceptance }が行われていないため、クライアント様へのご連絡と、ご返答がない場合の{ $acceptance }手続きのご検討をお願いいたします。
request-after-guide-bare = { $report }から{ $days ->
    [7] 1週間
   *[other] { $days }日
 }を過ぎても{ $acceptance }が行われていないため、クライアント様へのご連絡と、ご返答がない場合の{ $acceptance }手続きのご検討をお願いいたします。
request-reported = 契約ID { $contract }について、{ $report }の後のクライアント様のご発信が当方の記録にないため、クライアント様へのご連絡をお願いいたします。
request-reported-bare = { $report }の後のクライアント様のご発信が当方の記録にないため、クライアント様へのご連絡をお願いいたします。

point-platform = サービス: { $platform }
point-contract = 契約ID: { $value }
point-client = クライアント様の表示名: { $value }
point-worker = 当方の表示名: { $value }
point-title = 件名: { $value }
point-fee = 報酬: { $value }
point-escrow = { $escrow }: { $value }
point-escrow-missing = { $escrow }: 記録なし
point-deadline = 納期: { $value }
point-deadline-missing = 納期: 記録なし
point-inspection = { $acceptance }の取り決め: { $value }
point-inspection-missing = { $acceptance }の取り決め: 記録なし

point-round-report = { $round }回目: { $when } { $report }
point-round-attached = { $round }回目: { $when } メッセージに添付({ $report }の記録はありません)
point-round-link = { $round }回目: { $when } リンクを送付({ $report }の記録はありません)
point-round-unsent = { $round }回目: 送付の記録なし
point-file = { $name }({ $length }、{ $size })
point-file-bare = { $name }({ $size })
point-files-more = ほか{ $count }点(計 { $size })
point-delivered-missing = 納品の記録なし

point-receipt-declared = { $round }回目({ $delivered })について: 「{ $quote }」({ $when }、当方の記録)
point-receipt-quoted = { $round }回目({ $delivered })の後のご発言: 「{ $quote }」({ $when })
point-receipt-withheld = { $round }回目({ $delivered })の後、{ $when } にご発言があります(文面はこの資料では示していません)。
point-receipt-none = { $round }回目({ $delivered })について、クライアント様の受領・確認のご発言は、提出した記録にはありません。
point-receipt-none-retake = 修正版({ $delivered })について、クライアント様の受領・確認のご発言は、提出した記録にはありません。
point-receipt-unclear = { $round }回目({ $delivered })について、ご発言の有無は、この資料の記録からは判断できません。
point-receipt-missing = 受領のご発言の記録なし

point-last = { $when }(文面はこの資料では示していません)
point-last-quoted = { $when } 「{ $quote }」
point-last-request = { $when } 修正のご依頼「{ $quote }」
point-last-unclear = この資料の記録からは判断できません。

point-reminders = { $platform }のメッセージで{ $count }回: { $moments }
point-chase = { $chase }の申請: { $when }
point-chase-result = { $chase }の申請: { $when }(結果: { $result })
point-nudge = { $platform }からの催促のお知らせ: { $when }
point-reminders-missing = 記録なし

point-silence = { $since } から { $until } までの{ $days }日間、提出した記録の範囲では、クライアント様からの発信は記録されていません。
point-silence-declared = { $since } から、書き写した日時として申告した { $until } までの{ $days }日間、提出した記録の範囲では、クライアント様からの発信は記録されていません。
point-silence-platform = { $platform }上のメッセージの範囲では、{ $since } から { $until } までの{ $days }日間、クライアント様からの発信は記録されていません。
point-silence-platform-declared = { $platform }上のメッセージの範囲では、{ $since } から、書き写した日時として申告した { $until } までの{ $days }日間、クライアント様からの発信は記録されていません。
point-silence-record = 記録の中で最も新しいもの({ $last })までの日数は{ $days }日です。
point-silence-unclear = ご発信のない期間は、この資料の記録からは判断できません。
point-own-unsent = 当方の送信取消が{ $count }件あります。内容は記録にありません。
point-guide = { $platform }の目安: { $report }から{ $days }日で{ $acceptance }({ $checked }に確認した公開情報。最新の規約をご確認ください)

point-look = { $platform }の契約画面にある{ $report }の日時とファイル、メッセージの履歴をご確認ください。貴社の記録が、この資料より優先します。
point-code = メッセージに、控え番号({ $begin } で始まるもの)が記載されています。
point-code-message = メッセージ({ $when })に、控え番号({ $begin } で始まるもの)が記載されています。編集されていない投稿かどうかをご確認ください。

point-limits = この資料は、当方の手元の控えだけから作成しました。書き写しや書き出しは当方の写しであり、削除された発言、他の連絡手段、その後の連絡は確認していません。日時は当方の記録によります。成果物の良否は判断していません。
point-contact = ご連絡は、この契約のお問い合わせへのご返信でお願いいたします。資料の原本と照合の方法は、ご指定があればお送りします。

ticket-bullet = ・
ticket-escrow = { $escrow }:{ $fee }/{ $date }
ticket-fee = 報酬:{ $fee }
ticket-reports = { $report }:{ $rounds }
ticket-report-only = { $when }
ticket-report-round = { $round }回目 { $when }
ticket-report-retake = 修正後 { $when }
ticket-report-joint = /
ticket-change = 修正のご依頼:{ $when } → 修正版の送付:{ $sent }
ticket-change-same-day = 修正のご依頼:{ $when } → 修正版の送付:同日{ $sent }
ticket-change-open = 修正のご依頼:{ $when }
ticket-last = クライアント様の最後のご発信:{ $when }(当方の記録の範囲)
ticket-last-platform = クライアント様の最後のご発信:{ $when }({ $platform }上のメッセージの範囲)
ticket-reminders = ご確認のお願い:{ $days }
ticket-chase = { $chase }の申請:{ $day }
ticket-chase-result = { $chase }の申請:{ $day }(結果:{ $result })
ticket-quality = 成果物の良否のご判断をお願いするものではありません。
ticket-closing = ご事情がおありの可能性もあると存じます。資料はご指定の方法で提出いたします。

against-change-open = { $when } の修正のご依頼の後に、送付の記録がありません。
against-own-unsent = 当方の送信取消が{ $count }件あります。内容は記録にありません。
against-unnamed = { $round }回目の { $file }: 送付の記録なし(どのメッセージにも、このファイルの名前がありません)
against-link-lapsed = 送付したリンクの期限({ $date })が過ぎています。
against-inspection = { $when } に検収の記録があります。
against-payment = { $when } に支払いの記録があります。
against-termination = { $when } に途中終了リクエストの記録があります。

page-title = ご確認のお願い(1枚目)
page-made = { $date } 作成 / 日時は日本時間(JST)
page-made-utc = { $date } 作成 / 日時は協定世界時(UTC)
annex-title = 別紙(手元用)
annex-about = 1枚目の各文の根拠、ファイルのハッシュ、時系列、それぞれの証明で分かることと分からないことを示します。handover.zip に入っている、開示された記載事項だけから作りました。
annex-editions = 控え
annex-edition = 版
annex-sealed = 作成(当方のパソコンの時計)
annex-code = 控え番号
annex-shown = 開示
annex-shown-of = 記載事項{ $sealed }件中{ $shown }件
annex-signer = 署名の鍵:
annex-withheld = 開示していない記載事項があっても、署名とタイムスタンプの対象は変わりません。版の後に、さらに控えが作られている可能性はあります。
annex-claims = 1枚目の各文の根拠
annex-grades = 等級: 照合可 = ファイルから計算し直せる / A = 第三者の署名があり、独立に得た鍵で確かめた / B = 記録自身に時刻が含まれ、一致している / C = 署名のない書き出し / D = 書き写し、当方の申告。契約先サービス自身の記録は、これらのどれよりも確かです。
annex-point = 項
annex-sentence = 文
annex-asserted = 述べている人
annex-grade = 等級
annex-facts = 記載事項(版、種類、ハッシュの先頭)
annex-facts-more = ほか{ $count }件
annex-files = 納品ファイル
annex-files-left = ほかの{ $count }件は、ここには印刷していません。handover.zip の facts.jsonl にあります。
annex-round = 回
annex-name = ファイル名(当方のパソコンでの名前)
annex-bytes = バイト
annex-timeline = 時系列
annex-timeline-note = メッセージは当方の写しの読み取り、「申告」は当方が記録したものです。
annex-timeline-left = この間の{ $count }件は、ここには印刷していません。handover.zip の facts.jsonl にあります。
annex-time = 日時
annex-who = 誰が
annex-what = 内容
annex-proofs = それぞれの証明で分かること、分からないこと
annex-check = 照合の方法
annex-check-how = handover.zip を展開し、中の VERIFY.txt のとおりに、hikae を使わずに確かめられます。
asserter-worker = 当方の申告
asserter-reading = 当方の写しの読み取り
asserter-program = プログラムの読み取り(ファイルから)
asserter-computer = 当方のパソコンの記録
grade-computable = 照合可
grade-A = A
grade-B = B
grade-C = C
grade-D = D
who-worker = 当方
who-client = クライアント様
who-other = ほかの方
who-system = サービス
who-unknown = 不明
who-declared = 申告
timeline-withheld = (文面は開示していません)
timeline-kind = ({ $kind })
timeline-attached = 添付: { $files }
timeline-round = ({ $round }回目)
timeline-quote = 「{ $quote }」
timeline-undated = 日時の記録なし
timeline-event-completion-report = { $report }
timeline-event-attachment = メッセージに添付
timeline-event-link-sent = リンクを送付
timeline-event-acknowledgement = 受領のご返信
timeline-event-change-request = 修正のご依頼
timeline-event-reminder = ご確認のお願い
timeline-event-nudge-request = 連絡の催促を事務局に申請
timeline-event-platform-nudge = サービスからの催促のお知らせ
timeline-event-platform-reply = サポートからの返答
timeline-event-termination-request = 途中終了リクエスト
timeline-event-inspection = 検収
timeline-event-payment = 支払い
timeline-event-automatic-reply = 自動返信
proof-sha256 = SHA-256(ハッシュ)
proof-sha256-meaning = 同じ内容のファイルかどうかが分かります。作った人、納品の有無、品質は分かりません。
proof-key = 署名の鍵
proof-key-meaning = 同じ鍵を持つ人が署名したことが分かります。本人が作った鍵であり、戸籍上の誰かは分かりません。
proof-clock = パソコンの時計
proof-clock-meaning = そのパソコンが示していた日時です。日付の裏づけにはなりません。
proof-token = タイムスタンプ(RFC 3161)
proof-token-meaning = 控えが、その時刻までに存在していたことが分かります。作成した時、送った時、内容が正しいかは分かりません。
proof-export = 書き出し・書き写し
proof-export-meaning = 当方の写しに何と書かれているかが分かります。編集されていないこと、すべてであることは分かりません。
proof-dkim = メールの電子署名(DKIM)
proof-dkim-meaning = 鍵が信頼できる間は、そのドメインがこのとおりに送ったことが分かります。読まれたかどうかは分かりません。
proof-code = 控え番号
proof-code-meaning = 契約先サービス自身の記録にあれば、その時刻に番号が投稿されたことが分かります。添付されたファイルは、取り出して比べると分かります。
proof-chain = 控えのつながり
proof-chain-meaning = 控えの順番が分かります。ほかのつながりがないことは分かりません。記録に返信がないことは、この写しに返信がないことです。

# hikae handover
help-handover = サポートへの提出用一式を作ります。書き出す前に、相手に見えるものを一覧で表示します。
help-handover-case = 案件フォルダ
help-handover-to = 提出先: crowdworks、lancers、coconala、skima、upwork、fiverr、generic (指定がなければ案件メモのサイト)
help-handover-output = 作るフォルダ (指定がなければ案件フォルダの中)
help-handover-level = 手元用の handover.zip で示す範囲: hashes(音声と本文なし)、messages(メッセージも)、full(すべて)
help-handover-show = 範囲に加えて示すもの (例: "case/usage"、"text/1/*"、"*.pdf")。何度でも指定できます
help-handover-withhold = 示さないもの (--show より優先)。何度でも指定できます
help-handover-outside = サイト外の連絡の記録: include(含める)、leave-out(含めない)
help-handover-document_lang = 書類の言語 (指定がなければ提出先の言語)
help-handover-dry_run = 一覧だけを表示し、何も書き出さない
help-handover-examples =
    { "  " }hikae handover みなと朗読 --to crowdworks
    { "  " }hikae handover みなと朗読 --to crowdworks --dry-run
    { "  " }hikae handover みなと朗読 --level messages --withhold "case/own-name"
handover-to-whom = 提出先が分かりません。
    .next = --to に次のどれかを指定してください: { $platforms }
handover-unsealed = 控えに入っていない新しいもの、変わったものがあります(ファイル{ $count }件)。提出用一式には入りません。
    .next = 先に hikae seal で控えを作ると、入ります。
handover-no-report = 最新の回について、{ $report }の記録がありません。修正版は、メッセージ添付の記録だけです。契約画面に「納品する」ボタンが出ていないかご確認ください。
    .next = { $report }をしたら、案件メモにその日時を書き、hikae seal で控えを作ってから、もう一度お試しください。
handover-outside = { $channels }の記録が含まれています。{ $platform }ではサイト外の連絡に申請が必要です。何も書き出していません。
    .next = このまま出す場合は --outside include、含めない場合は --outside leave-out を付けてください。
handover-outside-found = { $channels }の記録が含まれています。{ $platform }ではサイト外の連絡に申請が必要です。
handover-outside-choose = 1 このまま出す / 2 { $channels }を含めない / Enter 中止:
handover-nothing-written = 何も書き出していません。
handover-go-on = { $folder } に書き出しますか? [y/N]
handover-will-see = 相手に見えるもの(ticket.txt と1枚目)
handover-package = 手元用の handover.zip で示す記載事項
handover-kind = { $kind }: { $all }件中{ $shown }件
handover-against = ご自身に不利に見える可能性のある記録(先にご確認ください)
handover-early = { $platform }の目安({ $days }日)は、まだ過ぎていません。文面は、ご連絡だけをお願いするものになっています。
handover-no-silence = ご発信のない期間についての文は入りません。理由は hikae status で確認できます。
handover-no-browser = ブラウザーが見つからないため、PDFと画像の代わりにHTMLを残します。
    .next = page1.html をブラウザーで開き、「印刷」から「PDFに保存」を選んでください(ヘッダーとフッターは外します)。
handover-written = 提出用一式を作りました: { $folder }
handover-characters = ticket.txt は{ $count }字です(目安は{ $aim }字)。
handover-rules = { $date }に確認した公開情報に基づいています。最新の規約をご確認ください。
handover-first = ① ticket.txt を貼る
handover-second = ② 求められたら { $page } だけ添付({ $keep } のものは送らずに保管)
progress-handover = 提出用一式を作成中
kind-file = ファイルの大きさとハッシュ
kind-origin = 見つかったときの名前
kind-audio = 音声の測定値
kind-waveform = 波形
kind-claims = ファイル自身の記載
kind-case = 案件メモの行
kind-event = 申告した出来事
kind-conversation = メッセージの記録
kind-participant = 参加者
kind-name = 参加者の表示名
kind-message = メッセージの日時と差出人
kind-text = メッセージの本文
kind-mail = メールの電子署名の結果
kind-link = メッセージ中の控え番号
