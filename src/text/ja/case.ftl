# The case: its memo, its folder, its rounds.

case-line = 案件メモ { $line }行目

case-notice-encoding-guessed = 案件メモの文字コードは書かれていないため、{ $encoding } と推定して読みました。
    .next = 文字が正しく表示されるかご確認ください。UTF-8 で保存し直すと、推定は不要になります。
case-notice-characters-unreadable = 案件メモに、読めない文字が{ $count }字ありました。� と表示されます。
    .next = その箇所を書き直し、UTF-8 で保存してください。
case-notice-no-colon = { case-line }: 項目名のあとに「:」がありません。この行はメモとしてそのまま残しました: { $written }
    .next = 「クライアント名: ○○」のように、項目名と内容のあいだに「:」を入れてください。
case-notice-unknown-name = { case-line }: 「{ $written }」という項目名は分かりませんでした。この行はメモとしてそのまま残しました。
    .next = メモのままでよければ、そのままで構いません。項目として記録する場合は、ひな形の項目名をお使いください。
case-notice-twice = { case-line }: 「{ $written }」は{ $first }行目にもあります。{ $first }行目を使い、この行も記録に残しました。
    .next = 正しいほうを1行だけ残してください。
case-notice-delivery-unclear = { case-line }: 「{ $written }」だけでは、納品完了報告、メッセージ添付、リンク送付のどれか分かりません。この行はメモとしてそのまま残しました。
    .next = 「納品完了報告」「メッセージ添付」「リンク送付」のどれかを項目名にしてください。
case-notice-date-impossible = { case-line }: 「{ $written }」は暦にない日付か、扱えない年です。書かれたまま残しました。
    .next = 日付をご確認ください。
case-notice-date-unclear = { case-line }: 「{ $written }」は、年月日の順が2通りに読めるため、日付としては読みませんでした。書かれたまま残しました。
    .next = 「2026/10/4」のように、4桁の年、月、日の順で書いてください。
case-notice-date-missing = { case-line }: 日付が読み取れませんでした。書かれたまま残しました: { $written }
    .next = 「2026/10/4 9:58」のように書いてください。時刻は分からなければ省けます。
case-notice-several-dates = { case-line }: 日付が2つ以上あります。最初の日付を使い、ほかは書かれたまま残しました: { $written }
    .next = 1行に1つの日付にしてください。リンクの期限は「期限 2026/10/12」のように書けます。
case-notice-year-assumed = { case-line }: 「{ $written }」には年がないため、ほかの日付から { $read } と読みました。
    .next = 違う場合は、年を書き足してください。
case-notice-year-unclear = { case-line }: 「{ $written }」には年がなく、ほかの日付からも決められませんでした。書かれたまま残しました。
    .next = 年を書き足してください。
case-notice-weekday-differs = { case-line }: 「{ $written }」の曜日は、暦では{ $weekday ->
        [mon] 月曜日
        [tue] 火曜日
        [wed] 水曜日
        [thu] 木曜日
        [fri] 金曜日
        [sat] 土曜日
       *[sun] 日曜日
    }です。日付のほうを使いました。
    .next = 日付と曜日のどちらが正しいかご確認ください。
case-notice-after-midnight = { case-line }: 「{ $written }」は24時以降の書き方なので、翌日の { $read } と読みました。
    .next = 違う場合は、0時から23時の時刻で書き直してください。
case-notice-time-impossible = { case-line }: 「{ $written }」の時刻は時計にない時刻です。日付だけを使いました。
    .next = 時刻をご確認ください。
case-notice-time-unread = { case-line }: 「{ $written }」の時刻は、はっきり読み取れませんでした。日付だけを使いました。
    .next = 「21:05」のように、24時間の時刻を日付のすぐあとに書いてください。
case-notice-time-skipped = { case-line }: 「{ $written }」は、夏時間などの切り替えで、この時間帯にはない時刻です。書かれたまま残しました。
    .next = 時刻か、時間帯の行をご確認ください。
case-notice-zone-unknown = { case-line }: 「{ $written }」という時間帯は分かりませんでした。日本時間として読みました。
    .next = 「Asia/Tokyo」「Europe/Paris」のような名前で書いてください。
case-notice-round-impossible = { case-line }: 「{ $written }」は回として扱えません。
    .next = 1回目から999回目までで書いてください。
case-notice-several-rounds = { case-line }: 回が2つ以上あります({ $written })。どちらにも入れませんでした。
    .next = 1行に1つの回にしてください。
case-notice-round-missing = { case-line }: このメモには複数の回がありますが、この行がどの回のことか書かれていません。
    .next = 行に「1回目」「2回目」のように書き足してください。
case-notice-quote-open = { case-line }: 引用の終わりのかぎかっこがありません。書かれたまま残しました: { $written }
    .next = 引用の終わりに「」」を書き足してください。
case-notice-event-unclear = { case-line }: 起きたことか、まだのことか、予定のことか、はっきり読み取れませんでした。できごとには数えず、メモとしてそのまま残しました: { $written }
    .next = 起きたことであれば、日時と回だけを書いてください。言われた言葉は「」で囲めます。ほかの説明は、日付のない「備考」の行に分けます。まだのこと、ないことは、書かずに空けておけます。
case-notice-description-bare = { case-line }: ご依頼の内容が「」で囲まれていないため、あったことかどうかをはっきり読み取れませんでした。できごとには数えず、メモとしてそのまま残しました: { $written }
    .next = 内容を「」で囲んでください。例: 修正依頼: 2026/10/5 14:03 1回目「冒頭をもう少しゆっくり」
case-notice-event-twice = { case-line }: { $first }行目と同じできごとです。2件として残しました: { $written }
    .next = 1件であれば、どちらかの行を消してください。
case-notice-role-unclear = { case-line }: だれの名前か分かりませんでした: { $written }
    .next = 「名前(LINE): ○○ = クライアント」や「名前(LINE): ○○ = 自分」のように書いてください。
case-notice-channel-missing = { case-line }: どの連絡手段のことか書かれていません: { $written }
    .next = 「サイト外連絡申請(LINE): 承認」のように、連絡手段をかっこに入れてください。
case-notice-permission-unclear = { case-line }: 「{ $written }」は、申請の状況として読み取れませんでした。「不明」として扱います。
    .next = 「承認」「未申請」「不明」のどれかで書いてください。
case-notice-measure-unread = { case-line }: 「{ $written }」から、測って比べられる値は読み取りませんでした。書かれたまま残しました。
    .next = 比べたい場合は、「サンプルレート: 48kHz」「ノイズフロア: -60dB以下」のように書いてください。
case-notice-fee-unread = { case-line }: 「{ $written }」から金額は読み取りませんでした。書かれたまま残しました。
    .next = 金額が決まっていれば、「22,000円(税込)」や「USD 150」のように書いてください。そうでなければ、このままで構いません。

case-memo-too-large = 案件メモが大きすぎます(上限 { $limit } バイト)。
    .next = 長い文章は別のファイルにして「資料」フォルダに入れてください。
case-memo-line-too-large = { case-line }が長すぎます(上限 { $limit } バイト)。
    .next = 長い文章は別のファイルにして「資料」フォルダに入れてください。

case-round-clash = { $round }回目のフォルダが2つ以上あります: { $folders }
    .next = 1つにまとめるか、回が分かる別の名前に変えてください。
case-unplaced-at-root = { $path }: 案件フォルダの直下にあり、何のファイルか分かりません。
    .next = 納品したものは「納品/1回目」、やり取りは「メッセージ」、そのほかは「資料」に移してください。
case-unplaced-no-round = { $path }: 納品フォルダの直下にあり、何回目の納品か分かりません。
    .next = 「納品/1回目」のような、回のフォルダに移してください。
case-unplaced-unreadable-round = { $path }: フォルダの名前から、何回目の納品か分かりません。
    .next = フォルダの名前を「1回目」「2回目」のように変えてください。
case-unplaced-unknown-folder = { $path }: 案件フォルダの決まったフォルダの外にあります。
    .next = 納品したものは「納品/1回目」、やり取りは「メッセージ」、そのほかは「資料」に移してください。

# あり得ない日付
odd-line = { $line ->
    [0] 案件メモ
   *[other] 案件メモ { $line }行目
 }
odd-before-escrow = { odd-line }: 「{ $what }」({ $when })が、「{ $escrow }」({ $other })より前の日付です。
    .next = どちらかの日付が違っていないか、ご確認ください。
odd-before-sent = { odd-line }: 「{ $what }」({ $when })が、納品物を送った日時({ $other })より前の日付です。
    .next = どちらかの日付が違っていないか、ご確認ください。
odd-before-round = { odd-line }: 「{ $what }」({ $when })が、{ $round }回目の納品({ $other })より前の日付です。
    .next = 回の番号か、どちらかの日付が違っていないか、ご確認ください。
odd-ahead = { odd-line }: 「{ $what }」({ $when })は、まだ来ていない日時です。
    .next = 日付が違う場合は直してください。予定であれば「備考」の行に書いてください。
