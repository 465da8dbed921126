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
point-chase = { $chase }: { $when }
point-chase-result = { $chase }: { $when }(結果: { $result })
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
ticket-chase = { $chase }:{ $day }
ticket-chase-result = { $chase }:{ $day }(結果:{ $result })
ticket-quality = 成果物の良否のご判断をお願いするものではありません。
ticket-closing = ご事情がおありの可能性もあると存じます。資料はご指定の方法で提出いたします。

against-change-open = { $when } の修正のご依頼の後に、送付の記録がありません。
against-own-unsent = 当方の送信取消が{ $count }件あります。内容は記録にありません。
against-unnamed = { $round }回目の { $file }: 送付の記録なし(どのメッセージにも、このファイルの名前がありません)
against-link-lapsed = 送付したリンクの期限({ $date })が過ぎています。
against-inspection = { $when } に検収の記録があります。
against-payment = { $when } に支払いの記録があります。
against-termination = { $when } に途中終了リクエストの記録があります。
