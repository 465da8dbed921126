# VERIFY.txt: hikae の説明を信用しない人のための手順
verify-txt-title = この控えを、一般に配布されている道具だけで照合する方法
verify-txt-edition = 第{ $edition }版  作成 { $sealed }(署名した人の時計による)  控え番号: { $code }
verify-txt-before =
    ZIPを展開し、このファイルのあるフォルダでターミナルを開いて、次のコマンドを実行してください。AAAA... の
    ある行だけは、書き換えてから実行します(説明はその上にあります)。ほかは、このままで動きます。
    使う道具は sha256sum (Linux) または shasum (macOS) と、ssh-keygen (OpenSSH。macOS と Windows 10 以降にも
    付属) です。Windows では PowerShell に入力してください。hikae は不要です。形式の説明は、プログラムの docs/format.md にあります。
verify-txt-shell = Linux・macOS:
verify-txt-mac = macOS (sha256sum がない場合):
verify-txt-windows = Windows (PowerShell):
verify-txt-everywhere = Linux・macOS・Windows:
verify-txt-silent = PowerShell では、何も変わっていなければ、何も表示されません。
verify-txt-expect = 期待される結果:
verify-txt-bag =
    ファイルがそろっていて、この写しの作成後に変わっていないこと(目安です。ファイルを変えた人は
       一覧も書き換えられるため、これだけでは裏付けになりません)。
verify-txt-bagit = 展開したフォルダは BagIt (RFC 8493) としても検査できます: bagit.py --validate .
verify-txt-signature = 第{ $edition }版の seal.txt が、そこに記された鍵で署名されていること。
verify-txt-signer =
    分かるのは「一つの鍵で署名された」ことまでで、誰の鍵かは分かりません。作成者本人から公開鍵を
    受け取っている場合は、ssh-ed25519 AAAA... をその公開鍵に書き換えて確かめられます(書き換えずに
    実行すると、失敗します)。ほかの版の指紋も、上の指紋と見比べてください:
verify-txt-code = 第{ $edition }版の控え番号は、seal.txt の SHA-256 です。
verify-txt-previous =
    この seal.txt の「previous」の行は、第{ $before }版の控え番号を示します:
        { $hash }
verify-txt-facts =
    開示されている第{ $edition }版の記載事項が、すべて seal.txt に含まれること({ $sealed }件中{ $shown }件を開示)。
       記載事項は facts.jsonl の1行で、その行(改行を除く)の SHA-256 が seal.txt にあります。
       すべて含まれていれば、何も表示されません:
verify-txt-facts-mac = macOS で sha256sum がない場合は、shasum -a 256 と書き換えてください。
verify-txt-no-facts = 第{ $edition }版の記載事項は、この写しでは開示されていません。
verify-txt-files =
    第{ $edition }版のファイルが、どれも控えの記載事項にある名前と SHA-256 のとおりであること。
       すべてそのとおりなら、何も表示されません:
verify-txt-no-time =
    日時: 外部の時刻認証局によるタイムスタンプはありません。日時は署名した人の時計によるもので、
       何も裏付けません。
verify-txt-time =
    日時: 外部の時刻認証局が、控えと署名のハッシュに、自分の時計で署名していること (RFC 3161)。
       OpenSSL 3 が必要です (openssl version。Windows では Git for Windows に含まれています)。
       タイムスタンプは一つずつ確かめます。
verify-txt-token = タイムスタンプ { $name } の対象は、控えとその署名です。両方のハッシュが一覧のとおりであること:
verify-txt-token-unreadable = タイムスタンプとして読み取れないもの: { $name }
verify-txt-root =
    ルート証明書「{ $root }」を、時刻認証局自身から取得します。このZIPの中のものは使わないでください
    (時刻認証局は誰でも自作できるためです)。ハッシュは、信頼できる情報源と見比べてください。
verify-txt-root-unknown =
    hikae が知らない時刻認証局です。ルート証明書を時刻認証局自身から入手し、信頼するかどうかを判断した
    うえで、root.pem (PEM形式) という名前で保存してください。
verify-txt-gen-time =
    -attime の数字は、タイムスタンプの日時を1970年からの秒数で表したものです。OpenSSL は両者を
    見比べないため、目で確かめてください:
verify-txt-cms =
    OpenSSL のタイムスタンプ用のコマンドではこれを読めないため、その中身である署名データ (CMS) として
    確かめます。
verify-txt-cms-info =
    署名されている内容です。長い値は一覧の SHA-256 (ここでは大文字)、最後の値は日時 (UTC) です。-attime の
    数字は、この日時を1970年からの秒数で表したものです。OpenSSL はどちらも見比べないため、目で確かめて
    ください:
verify-txt-time-limits =
    分かること: 時刻認証局を信頼するなら、控えはその日時までに存在していました(トークン自体が誤差、Accuracy を
    示していれば、その幅があります)。ファイルをいつ作ったか、いつ送ったかは分かりません。時刻認証局の証明書が失効していたかどうかは、ここでは確かめていません。
verify-txt-report =
    REPORT.html は読むためのページです。署名はありません。hikae は同じページを作り直して比べます
    (hikae verify --require report)。上の手順は、どれもこのページに頼りません。
verify-txt-limits =
    分かること: ファイルが控えの作成時と1バイトも違わないことと、一つの鍵で署名されたこと。
    分からないこと: 作成者が誰か、納品されたか、内容が正しいか、ほかの控えがないか。
    この写しにないものは、この写しを作った人が非開示にしたものです。
