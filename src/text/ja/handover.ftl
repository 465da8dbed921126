# 提出用一式: チケット、1枚目、別紙
point-not-recorded = 記録なし
point-not-shown = この資料では示していません
point-1 = お願い
point-2 = 契約
point-3 = 金額
point-4 = 納期と検収
point-5 = 納品
point-6 = 納品後のご発言
point-7 = 最後のご発信
point-8 = 確認のお願い
point-9 = ご発信のない期間
point-10 = ご確認先
point-11 = この資料の範囲

request-after-guide = { $number } { $contract }について、{ $report }から{ $days ->
    [7] 1週間
   *[other] { $days }日
 }を過ぎ、当方の記録に{ $acceptance }がないため、{ $ask }をお願いいたします。
request-after-guide-bare = { $report }から{ $days ->
    [7] 1週間
   *[other] { $days }日
 }を過ぎ、当方の記録に{ $acceptance }がないため、{ $ask }をお願いいたします。
request-guide-passed = { $number } { $contract }について、{ $report }から{ $days ->
    [7] 1週間
   *[other] { $days }日
 }を過ぎましたので、{ $ask }をお願いいたします。
request-guide-passed-bare = { $report }から{ $days ->
    [7] 1週間
   *[other] { $days }日
 }を過ぎましたので、{ $ask }をお願いいたします。
request-reported = { $number } { $contract }について、{ $report }の後のクライアント様のご発信が当方の記録にないため、{ $ask }をお願いいたします。
request-reported-bare = { $report }の後のクライアント様のご発信が当方の記録にないため、{ $ask }をお願いいたします。
request-contact = { $number } { $contract }について、{ $report }の後の進め方を確認したく、{ $ask }をお願いいたします。
request-contact-bare = { $report }の後の進め方を確認したく、{ $ask }をお願いいたします。
request-ask = クライアント様へのご連絡
chase-word = サイトからの催促
against-client-wrote = 最新の納品の報告より後の { $when } に、クライアント様のご発信があります。先にお返事が必要でないかご確認ください。
handover-files = ファイルそのもの: { $count }件(計 { $size })
handover-report-withheld = 最新の回の納品の報告が、--withhold の指定で示されないため、お願いの文を作れません。
    .next = --withhold の指定から、その出来事を外してください。
handover-report-not-shown = 控えの中に示されていない出来事があるため、最新の回の納品の報告があるかどうか分かりません。お願いの文は作れません。
    .next = すべてが示されている控えでお試しください。
handover-retake-attached = 最新の回について、{ $report }の記録がありません。修正版は、メッセージ添付の記録だけです。契約画面に、納品のためのボタンが出ていないかご確認ください。
    .next = { $report }をしたら、案件メモにその日時を書き、hikae seal で控えを作ってから、もう一度お試しください。
handover-outside-forbidden = { $channels }の記録が含まれています。{ $platform }では、サイト外での連絡は認められていません。何も書き出していません。
    .next = このまま出す場合は --outside include、含めない場合は --outside leave-out を付けてください。
handover-outside-forbidden-found = { $channels }の記録が含まれています。{ $platform }では、サイト外での連絡は認められていません。
handover-outside-unknown = { $channels }の記録が含まれています。サイト外の連絡についての{ $platform }の決まりは、確認できていません。何も書き出していません。
    .next = 決まりを確かめてから、このまま出す場合は --outside include、含めない場合は --outside leave-out を付けてください。
handover-outside-unknown-found = { $channels }の記録が含まれています。サイト外の連絡についての{ $platform }の決まりは、確認できていません。
handover-second-print = ② 求められたら、page1.html をPDFに印刷したものだけ添付({ $keep } のものは送らずに保管)
handover-dates = 案件メモに、あり得ない日付があります(上記)。このままでは書類の日付が正しくならないため、何も書き出していません。
    .next = 案件メモを直し、hikae seal で控えを作ってから、もう一度お試しください。
handover-other-platform = 控えの案件メモでは、プラットフォームは「{ $sealed }」です。{ $platform }あての書類は作れません。何も書き出していません。
    .next = --to の指定をご確認ください。案件メモのほうが違う場合は、直して hikae seal で控えを作ってから、もう一度お試しください。
handover-round-unclear = { $report }の記録がありますが、どの回のものか書かれていません。
    .next = 案件メモのその行に「1回目」「2回目」のように書き足し、hikae seal で控えを作ってから、もう一度お試しください。
handover-nothing-sent = 最新の回について、納品物を送った記録がありません。
    .next = 送った日時を「メッセージ添付: 2026/10/5 20:48 1回目」のように案件メモに書き、hikae seal で控えを作ってから、もう一度お試しください。
handover-settled = 案件メモに、検収または支払いの記録があります。お願いすることがないため、何も書き出していません。
    .next = 記録が違う場合は案件メモを直し、hikae seal で控えを作ってから、もう一度お試しください。

point-platform = サービス: { $platform }
point-contract = { $number }: { $value }
point-client = クライアント様の表示名: { $value }
point-worker = 当方の表示名: { $value }
point-title = 件名: { $value }
point-fee = 報酬: { $value }
point-escrow = { $escrow }: { $value }
point-escrow-missing = { $escrow }: 記録なし
point-escrow-hidden = { $escrow }: この資料では示していません
point-deadline = 納期: { $value }
point-deadline-missing = 納期: 記録なし
point-deadline-hidden = 納期: この資料では示していません
point-inspection = { $acceptance }の取り決め: { $value }
point-inspection-missing = { $acceptance }の取り決め: 記録なし

point-inspection-hidden = { $acceptance }の取り決め: この資料では示していません
point-round-report = { $round }回目: { $when } { $report }
point-round-attached = { $round }回目: { $when } メッセージに添付({ $report }の記録はありません)
point-round-link = { $round }回目: { $when } リンクを送付({ $report }の記録はありません)
point-round-unsent = { $round }回目: 送付の記録なし
point-round-attached-plain = { $round }回目: { $when } メッセージに添付
point-round-link-plain = { $round }回目: { $when } リンクを送付
point-round-hidden = { $round }回目: 送付の記録は、この資料では示していません
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
point-receipt-missing = 記録なし

point-last = { $when }(文面はこの資料では示していません)
point-last-quoted = { $when } 「{ $quote }」
point-last-request = { $when } 修正のご依頼「{ $quote }」
point-last-unclear = この資料の記録からは判断できません。

point-reminders = { $platform }のメッセージで{ $count }回: { $moments }
point-reminders-noted = 当方の記録(案件メモ)で{ $count }回: { $moments }(示した写しには見当たりません)
point-chase = { $chase }の申請: { $when }
point-chase-result = { $chase }の申請: { $when }(結果: { $result })
point-nudge = { $platform }からの催促のお知らせ: { $when }
point-reminders-missing = 記録なし

point-silence = { $since } から { $until } までの丸{ $days }日間、提出した記録の範囲では、クライアント様からの発信は記録されていません。
point-silence-declared = { $since } から、書き写した日時として申告した { $until } までの丸{ $days }日間、提出した記録の範囲では、クライアント様からの発信は記録されていません。
point-silence-platform = { $platform }上のメッセージの範囲では、{ $since } から { $until } までの丸{ $days }日間、クライアント様からの発信は記録されていません。
point-silence-platform-declared = { $platform }上のメッセージの範囲では、{ $since } から、書き写した日時として申告した { $until } までの丸{ $days }日間、クライアント様からの発信は記録されていません。
point-silence-record = 記録の中で最も新しいもの({ $last })までは、{ $days ->
    [0] 1日に満ちません
   *[other] 丸{ $days }日です
 }。
point-silence-unclear = ご発信のない期間は、この資料の記録からは判断できません。
point-silence-more = ほかに{ $count }件の理由があります。
point-zone-assumed = 写しの時刻は、時間帯の指定がないため、日本時間として読みました。
point-after-other = このほか、第三者からの発信が、その後に{ $count }件あります。
point-after-system = このほか、サービスからのお知らせなどの記録が、その後に{ $count }件あります。
point-auto-replies = その後の記録のうち{ $count }件は、当方が自動返信と判断し、ご発信に数えていません。
point-auto-unclear = 当方が自動返信とした{ $count }件は、当てはまるご発言が1件に決まらないため、ご発信から除いていません。
point-own-unsent = 当方の送信取消が{ $count }件あります。内容は記録にありません。
point-edited = クライアント様のご発言のうち{ $count }件に編集の印があります。編集された日時は記録にありません。
point-lacking = 前の写しにある{ $count }件が、同じやり取りの新しい写しにはありません。
point-transcripts = { $count }件のスレッドは、画面の写しではなく、当方による書き起こしです。
point-answered = { $count }行は、当方の判断のとおりに読み取っています。
point-set-aside = 当方の判断で除いた行が{ $count }件あります(手元の別紙に控えています)。
point-not-read = ほかに、内容を読み取っていない記録(画像、PDFなど)が{ $count }件あります。
point-guide = { $platform }の目安: { $report }から{ $days }日で{ $acceptance }({ $checked }に読んだ公開ページによる。最新の規約をご確認ください)

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
ticket-last-assumed = クライアント様の最後のご発信:{ $when }(当方の記録の範囲。画面の時刻は日本時間として読みました)
ticket-last-platform-assumed = クライアント様の最後のご発信:{ $when }({ $platform }上のメッセージの範囲。画面の時刻は日本時間として読みました)
ticket-reminders = ご確認のお願い:{ $days }
ticket-chase = { $chase }の申請:{ $day }
ticket-chase-result = { $chase }の申請:{ $day }(結果:{ $result })
ticket-quality = 成果物の良否のご判断をお願いするものではありません。
ticket-closing = ご事情がおありの可能性もあると存じます。資料はご指定の方法で提出いたします。

against-change-open = { $when } の修正のご依頼の後に、送付の記録がありません。
direct-delivery = 納品
request-direct = 下記のお仕事について、納品後の状況のご確認をお願いいたします。
point-direct = ご契約の形: { $value }
point-direct-unnamed = ご契約の形: 当方の案件メモに、サイトの記載はありません。
point-files-hidden = この回のほか{ $count }点は、この資料では示していません。
point-files-unknown = 控えたファイルのうち{ $count }点は、この資料のもとにした控えに示されていません。
point-look-direct = お手元のメールやメッセージの送受信記録をご確認ください。お手元の記録が、この資料より優先します。
point-contact-direct = ご連絡は、この資料をお送りしたご連絡へのご返信でお願いいたします。資料の原本と照合の方法は、ご指定があればお送りします。
point-reminders-part = { $platform }のメッセージで: { $moments }(この資料で示していない記録があるため、回数は述べません)
point-reminders-noted-part = 当方の記録(案件メモ)で: { $moments }(この資料で示していない記録があるため、回数とメッセージの有無は述べません)
ticket-title = 件名:{ $title }
ticket-reminders-noted = ご確認のお願い(当方の案件メモのみの記録):{ $days }
ticket-zone-jst = 日時は日本時間(JST)です。
ticket-zone-utc = 日時は協定世界時(UTC)です。
ticket-zone = 日時は { $zone } の時刻です。
page-made-zone = { $date } 作成 / 日時は { $zone } の時刻

against-own-unsent = 当方の送信取消が{ $count }件あります。内容は記録にありません。
against-edited = クライアント様のご発言のうち{ $count }件に編集の印があり、編集された日時は分かりません。
against-lacking = 前の写しにある{ $count }件が、同じやり取りの新しい写しにはありません。最後や、ないことは、前の写しの終わりまでしか述べません。
against-ahead = 案件メモの「{ $event }」({ $when })は、控えを作った時より後の日時です。あったこととしては扱いません。
against-unread-line = 案件メモ { $line }行目は「{ $event }」のように見えますが、読み取れていません: { $written }
against-acceptance-before = 前の版の案件メモには、{ $when } の検収または支払いの記録がありました。今の案件メモにはありません。
against-unnamed = { $round }回目の { $file }: 送付の記録なし(どのメッセージにも、このファイルの名前がありません)
against-unnamed-more = { $round }回目のほか{ $count }件も、送付の記録がありません。
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
annex-grades = 等級: 照合可 = ファイルから計算し直せる / A = 第三者の署名があり、独立に得た鍵で確かめた / B = 記録自身に時刻が含まれ、一致している / C = 署名のない書き出し / D = 書き写し、当方の申告。契約先のサービスや相手方の側に残る記録は、これらのどれよりも確かです。
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
annex-aside = 当方の判断で除いた行
annex-aside-note = 当方の写しのうち、プログラムが発言かどうか決められず、当方が「発言ではない」と判断した行です。
annex-file = ファイル
annex-place = 場所
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
timeline-result = (結果: { $result })
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
timeline-event-auto-reply = 自動返信
proof-sha256 = SHA-256(ハッシュ)
proof-sha256-meaning = 同じ内容のファイルかどうかが分かります。作った人、納品の有無、品質は分かりません。
proof-key = 署名の鍵
proof-key-meaning = 同じ鍵を持つ人が署名したことが分かります。本人が作った鍵であり、実際にどなたかは分かりません。
proof-clock = パソコンの時計
proof-clock-meaning = そのパソコンが示していた日時です。日付の裏づけにはなりません。
proof-token = タイムスタンプ(RFC 3161)
proof-token-meaning = 時刻認証局を信頼するなら、控えがその時刻までに存在していたことが分かります。作成した時、送った時、内容が正しいかは分かりません。
proof-export = 書き出し・書き写し
proof-export-meaning = 当方の写しに何と書かれているかが分かります。編集されていないこと、すべてであることは分かりません。
proof-dkim = メールの電子署名(DKIM)
proof-dkim-meaning = 鍵が信頼できる間は、そのドメインがこのとおりに送ったことが分かります。読まれたかどうかは分かりません。
proof-code = 控え番号
proof-code-meaning = 契約先のサービスや相手方の側の記録にあれば、その時刻に番号が投稿されたことが分かります。添付されたファイルは、取り出して比べると分かります。
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
handover-unsealed = 控えに入っていない新しいもの、変わったものがあります({ $count ->
    [0] 案件メモ
   *[other] ファイル{ $count }件
 })。提出用一式には入りません。
    .next = 先に hikae seal で控えを作ると、入ります。
handover-no-report = 最新の回について、{ $report }の記録がありません。メッセージへの添付やリンクの送付は、{ $report }とは別のものです。契約画面に、納品のためのボタンが出ていないかご確認ください。
    .next = { $report }をしたら、案件メモにその日時を書き、hikae seal で控えを作ってから、もう一度お試しください。
handover-outside = { $channels }の記録が含まれています。{ $platform }ではサイト外の連絡に申請が必要です。何も書き出していません。
    .next = このまま出す場合は --outside include、含めない場合は --outside leave-out を付けてください。
handover-outside-found = { $channels }の記録が含まれています。{ $platform }ではサイト外の連絡に申請が必要です。
handover-outside-choose = 1 このまま出す / 2 { $channels }を含めない / Enter 中止:
handover-nothing-written = 何も書き出していません。
handover-go-on = { $folder } に書き出しますか?(はい / いいえ):
handover-will-see = 相手に見えるもの(ticket.txt と1枚目)
handover-package = 手元用の handover.zip で示す記載事項
handover-kind = { $kind }: { $all }件中{ $shown }件
handover-against = ご自身に不利に見える可能性のある記録(先にご確認ください)
handover-early = { $platform }の目安({ $days }日)は、まだ過ぎていません。文面は、ご連絡だけをお願いするものになっています。
handover-no-silence = ご発信のない期間についての文は、次の理由で入りません:
handover-no-acceptance = { $acceptance }の有無については、次の理由で何も書きません:
handover-no-browser = ブラウザーが見つからないため、PDFと画像の代わりにHTMLを残します。
    .next = page1.html をブラウザーで開き、「印刷」から「PDFに保存」を選んでください(ヘッダーとフッターは外します)。
handover-written = 提出用一式を作りました: { $folder }
handover-characters = ticket.txt は{ $count }字です(目安は{ $aim }字。フォームに入れば、超えていても構いません)。
handover-rules = { $date }に読んだ公開ページに基づいています。最新の規約をご確認ください。
handover-first = ① ticket.txt の日付をサイトと見比べてから、全文をコピーし、お問い合わせ欄に貼る
handover-second = ② 求められたら page1.pdf だけ添付({ $keep } のものは送らずに保管)
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
kind-answer = 行についての本人の判断
kind-mail = メールの電子署名の結果
kind-link = メッセージ中の控え番号

# 相談先への下書き
draft-freelance-110 = フリーランス・トラブル110番への相談メモ(下書き)
draft-court-ja = 証拠説明書(下書き)
draft-us-902 = 下書き
draft-marked = 下書きです。空欄を埋め、内容を確かめてからお使いください。記載は、控えに入っている当方の記録だけから作りました。法律上の判断は含みません。
draft-blank = ________________
draft-blank-short = ______
draft-thread = 記録の全文(日時順)
draft-client = 発注者
draft-client-name = 名称(サービス上の表示名)
draft-client-address = 住所
draft-company-number = 法人番号
draft-client-source = 出どころ: 当方の案件メモ。登記や請求書などで確かめた場合は、その旨を書き添えてください。
draft-contract = 契約
draft-amount = 報酬
draft-platform = サービス
draft-contract-id = 契約ID
draft-title-of = 件名
draft-commissioned = 委託日
draft-specification = 給付の内容
draft-deadline = 納期
draft-payment-due = 支払期日
draft-invoice = 請求書
draft-papers = 契約の書面など
draft-days = 受領と検収
draft-receipt-day = 受領日
draft-inspection-day = 検収日
draft-sixty = { $round ->
    [0] 受領日 { $day } を1日目とすると、60日目は { $last } です。
   *[other] { $round }回目を送った { $day } を1日目とすると、60日目は { $last } です。
 }
draft-sixty-note = フリーランス法の支払期日は、給付を受領した日から数えて60日以内です(受領した日を含む)。起算日は相談先にご確認ください。
draft-act = フリーランス法の対象かどうか
draft-employees = 発注者が従業員を使用しているか
draft-officers = 発注者の役員が二人以上か
draft-act-note = 当方の申告です。対象になるかどうかは相談先にご確認ください。
draft-answers = サービスからの回答
draft-applied = 申請 { $when }
draft-applied-result = 申請 { $when }、結果 { $result }(日時は申請のもの)
draft-wished = ご相談したいこと
draft-result = 希望する結果
draft-further = 今後の取引を希望するか
draft-exhibits = 証拠の一覧
draft-column-number = 号証
draft-column-exhibit = 標目
draft-column-original = 原本・写し
draft-column-date = 作成年月日
draft-column-author = 作成者
draft-column-purpose = 立証趣旨
draft-column-remarks = 備考
draft-number-blank = 甲第__号証
draft-copy = 写し
draft-talk = メッセージの記録({ $format })
draft-grade = 等級 { $grade }(別紙参照)
draft-hash = SHA-256: { $hash }
draft-seal = 控え(handover.zip)
draft-seal-remarks = 成立に争いがある場合の補助資料。控え番号: { $codes }
draft-exhibits-note = 立証趣旨は空欄です。作成年月日が空欄のものは、示した記載事項からは分かりません。
draft-us-person = 下書き
draft-us-seals = 控え
draft-us-files = ファイル
draft-us-sign = 署名
draft-us-limits = 範囲
draft-us-edition = 版
draft-us-code = SHA-256
draft-us-file = ファイル
draft-us-bytes = バイト
draft-us-hash = SHA-256
draft-us-name = 氏名
draft-us-title = 資格
draft-us-date = 日付
draft-us-signature = 署名
draft-us-1 = この下書きは英語で作られます。
draft-us-2 = この下書きは英語で作られます。
draft-us-3 = この下書きは英語で作られます。
draft-us-4 = この下書きは英語で作られます。
draft-us-limit = この下書きは英語で作られます。
index-date = 取引年月日
index-what = 内容
index-amount = 取引金額
index-counterparty = 取引先
index-contract = 契約ID
index-agreed = 契約
index-delivered = 納品({ $round }回目)
index-paid = 支払い(当方の記録)
handover-adviser-written = 相談先への下書きを作りました: { $folder }
handover-adviser-next = 下書きの空欄を埋め、内容を確かめてからお使いください。
