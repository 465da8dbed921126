# できなかった理由。「.next」は次にすること。
error-read = { $path } を読めませんでした: { $reason }
    .next = ファイルがあるか、開けるかを確かめて、もう一度お試しください。クラウド上のファイルは、先にダウンロードしてください。
error-write = { $path } に書き込めませんでした: { $reason }
    .next = 書きかけのファイルは残していません。空き容量とフォルダの権限を確かめて、もう一度お試しください。
error-not-found = { $path } が見つかりません。
    .next = 名前を確かめてください。ファイルをターミナルにドラッグ&ドロップすると、パスが入ります。
error-changed = { $path } は、読んでいる間に変わりました。
    .next = 控えは作っていません。書き込み中のソフトを閉じ、保存が終わってから、もう一度お試しください。
error-special = { $path } は、ファイルではなくリンクまたは特殊なファイルです。
    .next = 控えは作っていません。ファイルそのものを置くか、除いて続けるには --skip-special を付けてください。
error-not-a-file = { $path } はファイルではありません(デバイスまたはパイプです)。
    .next = ファイルを選んでください。
error-exists = { $path } は、すでにあります。
    .next = 上書きはしません。-o で別の名前にするか、今あるファイルを移してください。
error-interrupted = 中止しました。
    .next = 途中のものは残していません。
error-not-a-zip = { $path } は ZIP ファイルではないため、hikae の控えではありません。
    .next = 「控え」フォルダにある ZIP ファイルを選んでください。
error-cut-off = { $path } は途中で切れています(末尾がありません)。
    .next = もう一度コピーまたはダウンロードしてください。元のファイルも同じ大きさなら、残りは失われています。
error-not-hikae = { $path } は ZIP ファイルですが、hikae の控えではありません。
    .next = 「控え」フォルダにある ZIP ファイルを選んでください。
error-empty-file = { $path } は空です(0バイト)。
    .next = もう一度コピーまたはダウンロードしてください。
error-is-folder = { $path } はフォルダです。
    .next = 中のファイルを選んでください。
error-no-seals = { $path } に控えがありません。
    .next = 案件の「控え」フォルダか、ZIP ファイルを選んでください。
error-refused = 照合すると「控えと一致しません」となる内容のため、控えは作っていません。{ $finding } [{ $detail }]
    .next = 角括弧の中の名前の説明は docs/findings.md にあります。示された箇所を直して、もう一度お試しください。
error-limit = 形式の上限を超えています: { $detail }
    .next = 上限の一覧は docs/format.md の第10節にあります。
error-nothing-to-seal = 控えにするものがまだありません。{ $path } に納品ファイルが見つかりませんでした。
    .next = 納品したファイルを「納品/1回目」に入れて、もう一度お試しください。
error-unplaced = どこに入るファイルか分かりません: { $detail }
    .next = 「納品/1回目」「メッセージ」「資料」のどれかに移すか、--place 'ファイル=delivery/1' (ほかに messages、documents、none) で指定してください。
error-round-clash = 同じ回のフォルダが二つあります: { $detail }
    .next = 一つの回のファイルは、一つのフォルダにまとめてください。
error-not-a-case = { $path } は案件フォルダではありません(案件メモも納品フォルダもありません)。
    .next = 作るには: hikae new フォルダ名   ファイルだけを控えにするには: hikae seal ファイル… -o 控え.zip
error-broken-chain = { $path } の控えに照合できないものがあるため({ $detail })、新しい控えは加えていません。
    .next = 内容の確認: hikae verify 控えフォルダ   控えの写しがあれば、戻してください。
error-other-key = この案件のこれまでの控えは、別の鍵で署名されています: { $detail }
    .next = 同じ鍵を使うか(--key ファイル)、新しい案件フォルダにしてください。一つの案件は一つの鍵で署名します。
error-busy = { $path } では別の hikae が作業中です。
    .next = 終わるのを待って、もう一度お試しください。
error-self-check = 作った控え { $path } が自己照合に合わなかったため({ $detail })、残していません。
    .next = 控えは作っていません。もう一度お試しください。繰り返す場合は、ディスクとメモリーの点検をお勧めします。
error-clock = このパソコンの時計は、控えに記せない日時を示しています: { $detail }
    .next = 時計を合わせて(1980年から2107年まで)、もう一度お試しください。
error-key = 鍵を使えませんでした: { $detail }
    .next = 確認: hikae key show
error-usage = { $detail }
    .next = 使い方: hikae --help
error-browser = ブラウザーでPDFや画像を作れませんでした: { $path }({ $detail })
    .next = HTMLはそのまま残せます: HIKAE_BROWSER=none を設定してもう一度実行し、ブラウザーで開いて印刷してください。
error-too-large-for-platform = { $path } が、提出先で受け付けられる大きさを超えています: { $detail }
    .next = 題名や引用、ファイルの一覧を短くするか、--withhold で示すものを減らしてください。
error-random = システムから乱数を得られませんでした。
    .next = 控えは作っていません。パソコンを再起動して、もう一度お試しください。
error-arguments = 指定を読み取れませんでした。
    .next = 使い方: hikae --help
error-arguments-unknown = この指定はありません: { $argument }
    .next = 使い方: hikae --help
error-arguments-missing = 指定が足りません: { $argument }
    .next = 使い方: hikae --help
error-arguments-twice = 一度だけの指定か、ほかと一緒に使えない指定です: { $argument }
    .next = 使い方: hikae --help
error-arguments-value = 「{ $value }」は、ここでは使えません: { $argument }
    .next = 使い方: hikae --help
error-signer = 「{ $text }」は、指紋でも、OpenSSH の公開鍵が一つあるファイルでもありません。
    .next = 作成者から聞いた指紋(SHA256:…)か、公開鍵のファイルを指定してください。

reason-not-found = 見つかりません
reason-no-folder = フォルダがありません
reason-not-a-folder = フォルダではありません
reason-is-a-folder = フォルダです
reason-name-too-long = 名前が長すぎます
reason-system = システムのエラー{ $number }番
reason-permission = 権限がありません
reason-storage-full = ディスクに空きがありません
reason-read-only = 書き込みできないディスクです
reason-file-too-large = このディスクには大きすぎます
error-two-memos = 案件メモが二つあります: { $path }
    .next = 一つにまとめてください。
error-tsa = 「{ $text }」は、hikae が知っている時刻認証局でも、URLでもありません。
    .next = http:// か https:// で始まるURL、または次のどれかを書いてください: { $names }
error-tsa-offline = 環境変数 HIKAE_OFFLINE では問い合わせないことになっていますが、--tsa で問い合わせ先が指定されています。
    .next = --tsa を外すか、HIKAE_OFFLINE を解除してください。
error-tsa-root = { $path } に、読み取れる証明書がありません。
    .next = 時刻認証局のルート証明書を、PEM または DER のファイルで指定してください。
error-dkim-key = { $path } の{ $line }行目は、メールの電子署名(DKIM)の鍵ではありません: { $why }
    .next = 1行に、選択子._domainkey.ドメイン、空白、記録の順に書きます。例: s1._domainkey.example.com v=DKIM1; k=rsa; p=MIIB…
error-dkim-key-size = { $path } は、鍵の一覧としては大きすぎます(上限 { $limit }バイト)。
dkim-key-name = 「選択子._domainkey.ドメイン」で始まっていません。
dkim-key-form = 記録が「tag=value; tag=value」の形ではありません。
dkim-key-version = 記録の版が DKIM1 ではありません。
dkim-key-revoked = 鍵は失効しています(p= が空です)。
dkim-key-kind = 鍵の種類(k=)が rsa でも ed25519 でもありません。
dkim-key-key = p= がないか、その種類の鍵ではありません。
dkim-key-service = メール用の記録ではありません(s=)。
dkim-key-twice = 同じ名前の別の記録が{ $first }行目にあります。
error-authorities = { $path } の{ $line }行目が分かりません: { $text }
    .next = 1行に NAME、URL、または NAME URL を書きます。「root パス」はルート証明書の追加、「none」は問い合わせないことを表します。
