# 鍵: 使えない理由、使うときに知っておくこと、「hikae key」の画面
key-ask-passphrase = { $path } のパスフレーズ:
key-ask-passphrase-again = このパスフレーズでは { $path } を開けません。もう一度:
key-ask-passphrase-new = 新しいパスフレーズ:
key-ask-passphrase-repeat = 同じパスフレーズをもう一度:

key-error-not-a-key = { $path } は、hikae で使える鍵のファイルではありません。
    .next = hikae の鍵(key.pem)、OpenSSH の秘密鍵(id_ed25519)、または秘密鍵が ssh-agent にある場合はその .pub ファイルを指定してください。
key-error-damaged = { $path } は鍵のファイルのようですが、途中で切れているか、壊れています。
    .next = バックアップから戻してください。このファイルは変更していません。
key-error-other-type = { $path } は { $kind } の鍵です。控えに使えるのは Ed25519 の鍵だけです。
    .next = --key を外すと hikae の鍵を使います。Ed25519 の鍵を作るには: ssh-keygen -t ed25519
key-error-putty = { $path } は PuTTY 形式の鍵で、hikae では読めません。
    .next = PuTTYgen の Conversions から「Export OpenSSH key (force new file format)」で保存したファイルを指定してください。
key-error-encryption = { $path } にはパスフレーズがありますが、hikae では読めない方式で暗号化されています。
    .next = OpenSSH の鍵は ssh-keygen -p -f ファイル、PEM の鍵は openssl pkcs8 -topk8 で保存し直してください。
key-error-needs-passphrase = { $path } にはパスフレーズがありますが、入力されていません。
    .next = hikae がたずねられるように、ターミナルの画面で実行してください。
key-error-wrong-passphrase = このパスフレーズでは { $path } を開けません。
    .next = キーボードの配列、大文字・小文字、入力モードを確かめて、もう一度お試しください。パスフレーズがないと、この鍵は誰にも開けません。新しい鍵を作るには: hikae key new --replace
key-error-exists = 鍵はすでにあります: { $path }
    .next = 見るには: hikae key show   この鍵を残したまま別の鍵を作るには: hikae key new --replace
key-error-no-key = 鍵はまだありません({ $path })。
    .next = 最初の控えのときに作られます。今作るには: hikae key new
key-error-not-read-back = 新しい鍵のファイルを読み直せなかったため、{ $path } は元のままにしました。
    .next = ディスクを確かめて、もう一度お試しください。
key-error-passphrase-empty = 空のパスフレーズでは保護になりません。何も変更していません。
    .next = いくつかの言葉を入れて、もう一度お試しください。パスフレーズを外すには: hikae key protect --remove
key-error-passphrase-differs = 二つのパスフレーズが一致しません。何も変更していません。
    .next = もう一度お試しください。
key-error-cannot-ask = パスフレーズは、ターミナルの画面でだけたずねられます。何も変更していません。
    .next = ターミナルで実行してください。
key-error-signer-name = 「{ $name }」は、署名者一覧の名前には使えません。
    .next = 英字、数字、. _ @ - だけを、空白なしで使ってください。例: voice@example.com

sign-error-message = 署名するものを読めませんでした: { $reason }
    .next = 控えは作っていません。もう一度お試しください。
sign-error-bad = できた署名が鍵と合わないため、使いませんでした。
    .next = 控えは作っていません。もう一度お試しください。繰り返す場合は、パソコンのメモリを確かめてください。
sign-error-program = ssh-keygen を実行できませんでした: { $reason }
    .next = OpenSSH に含まれています。インストールするか、--key を外して hikae の鍵をお使いください。
sign-error-refused = 鍵 { $path } では、ssh-keygen が署名しませんでした: { $reason }
    .next = 秘密鍵を ssh-agent に加え(ssh-add ファイル)、ssh-add -l で確かめて、もう一度お試しください。
sign-error-other-key = ssh-keygen は、{ $path } とは別の鍵({ $key })で署名しました。
    .next = 控えは作っていません。--key で指定したファイルを確かめてください。
sign-error-answer = { $path } について ssh-keygen が返した署名は使えません: { $reason }
    .next = 控えは作っていません。ssh -V でバージョン(8.2 以降)を確かめるか、--key を外して hikae の鍵をお使いください。

key-notice-loose = このパソコンのほかの利用者が { $path } に触れられる可能性があります(権限 { $mode })。
    .next = 自分だけのものにするには: chmod { $private } "{ $path }"
key-notice-ssh-key = この控えは SSH の鍵で署名します。公開鍵を知っている人には(GitHub のアカウントなど)、控えとアカウントのつながりが分かります。
    .next = 分けておくには、--key を外してください。hikae 専用の鍵を使います。
key-notice-created = 控えに署名するための鍵を作りました: { $path }
    .next = 控えが同じ鍵で署名されたことを、受け取った人が確かめられます。あなたが誰であるかを示すものではありません。安全な場所に写しを残してください。パスフレーズを付けるには: hikae key protect

key-label-fingerprint = 指紋
key-label-public = 公開鍵
key-label-file = ファイル
key-label-passphrase = パスフレーズ
key-passphrase-set = あり
key-passphrase-none = なし (付けるには: hikae key protect)
key-meaning = この鍵で署名された控えは、この鍵の持ち主によるものと分かります。持ち主が誰であるかは示しません。知らせておきたい相手には、指紋を伝えてください。
key-new-made = 新しい鍵を作りました。
key-new-kept = これまでの鍵は { $path } に残してあります。
    .next = 一つの案件には一つの鍵で署名します。始めた案件には、これまでの鍵をお使いください: hikae seal 案件 --key "{ $path }"
key-new-backup = 鍵のファイルの写しを、安全な場所に残してください。なくすと、同じ案件に控えを加えられなくなります。
key-protect-set = パスフレーズを付けました。
    .next = 前に作った写し(バックアップ、ほかのパソコン)は、これまでどおりに開きます。今のファイルの写しと入れ替えてください。パスフレーズを忘れると、誰にも開けません。
key-protect-removed = パスフレーズを外しました。
    .next = ファイルを読める人は、この鍵を使えます。前に作った写しには、そのときのパスフレーズが必要です。

help-key = 控えに署名する鍵を、表示・作成・保護・書き出します。
help-key-examples =
    { "  " }hikae key show
    { "  " }hikae key protect
    { "  " }hikae key public > hikae.pub

    鍵は設定フォルダ(HIKAE_HOME があればその中)にあります。最初の控えのときに作られます。
help-key-show = 鍵の指紋と場所を表示します。
help-key-show-examples = { "  " }hikae key show --json
help-key-new = 鍵を作ります。すでにある鍵は、別の名前で残します。
help-key-new-replace = 鍵があっても、これからは新しい鍵を使う(これまでの鍵は残します)
help-key-new-protect = 新しい鍵のパスフレーズをたずねる
help-key-new-examples =
    { "  " }hikae key new
    { "  " }hikae key new --replace --protect
help-key-protect = 鍵にパスフレーズを付けるか、変更します。
help-key-protect-remove = パスフレーズを外す
help-key-protect-examples =
    { "  " }hikae key protect
    { "  " }hikae key protect --remove
help-key-public = 公開鍵を、人に渡せる OpenSSH の1行で表示します。
help-key-public-allowed_signers = ssh-keygen の allowed_signers ファイルの1行として、この名前で表示(名前がなければ hikae)
help-key-public-examples =
    { "  " }hikae key public > hikae.pub
    { "  " }hikae key public --allowed-signers voice@example.com >> allowed_signers
    { "  " }ssh-keygen -Y verify -f allowed_signers -I voice@example.com -n seal@hikae -s seal.txt.sig < seal.txt
