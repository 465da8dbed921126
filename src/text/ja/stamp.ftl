# 認証局への問い合わせ
stamp-asking = タイムスタンプを依頼しています({ $services })。このパソコンから送るのは次のハッシュだけです。
    { "  " }{ $hash }
stamp-pause = 依頼の間隔を{ $seconds }秒以上あけるよう求めている認証局があるため、待っています。
stamp-made = タイムスタンプ: { $time }(認証局 { $authority })
stamp-made-unknown = タイムスタンプ: { $time }({ $service })。hikae が知らない認証局です({ $reason })。保存しますが、信頼できる日時として数えるのは、そのルート証明書を信頼する人だけです。
    .next = ルート証明書の指定: --tsa-root ファイル
stamp-no-answer = { $service } からはタイムスタンプを得られませんでした: { $reason }
stamp-clock = ご確認ください: このパソコンの時計は、認証局の時刻と{ $minutes }分ずれています。
    .next = 次の控えを作る前に、時計を合わせてください。タイムスタンプには影響ありません。
no-answer-timed-out = { $seconds }秒以内に返答がありませんでした。
no-answer-unreachable = つながりませんでした({ $reason })。
no-answer-status = タイムスタンプではなく、HTTPの状態コード { $status } が返ってきました。
no-answer-too-large = 返答がタイムスタンプとしては大きすぎます({ $limit }バイト超)。
no-answer-not-a-token = このハッシュに対するタイムスタンプではない返答でした({ $reason })。
seal-time-none = 控えはできていますが、信頼できる日時はありません。日時は、このパソコンの時計によるものです。
    .next = あとからタイムスタンプを付けるには: hikae stamp { $path }
seal-time-not-asked = 認証局には問い合わせていません。日時は、このパソコンの時計によるものです。
    .next = あとからタイムスタンプを付けるには: hikae stamp { $path }
