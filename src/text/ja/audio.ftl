# 音声: 測った値、取り決めとの比べ、ファイル自身の記載
item-format = ファイル形式
item-sample-rate = サンプルレート
item-bit-depth = ビット深度
item-channels = チャンネル
item-lufs = ラウドネス
item-true-peak-max = トゥルーピーク
item-peak-max = ピーク
item-rms = RMS
item-noise-floor-max = ノイズフロア
item-profile = 規格
property-format = ファイル形式
property-sample-rate = サンプルレート
property-bit-depth = ビット深度
property-channels = チャンネル
property-loudness = ラウドネス
property-true-peak = トゥルーピーク
property-sample-peak = ピーク
property-rms = RMS
property-noise-floor = ノイズフロア
property-file-count = ファイルの数
property-file-name = ファイルの名前
property-sample-format = サンプルの形式
property-bit-rate = ビットレート
property-bit-rate-mode = ビットレートの種類
property-duration = 長さ
property-loudness-range = ラウドネスレンジ
property-clipped-runs = 音割れの箇所
property-head-silence = 冒頭の無音
property-tail-silence = 末尾の無音
files-value = { $count }ファイル
places-value =
    { $count ->
        [0] なし
       *[other] { $count }か所
    }
seconds-value = { $seconds } 秒
channels-value =
    { $count ->
        [1] モノラル
        [2] ステレオ
       *[other] { $count }チャンネル
    }
spec-at-most = { $value } 以下
spec-at-least = { $value } 以上
spec-between = { $least } から { $most }
spec-about = ほぼ { $value }
spec-not = { $value } 以外
spec-and-not = { $value }({ $not } 以外)
spec-or = { " または " }
spec-named = { $name } { $value }
spec-list = { "、" }
spec-quoted = 「{ $words }」
spec-unread = 取り決めのうち、読み取れなかった言葉: { $words }
    .next = この部分は見比べていません。ご自分でお確かめください。
spec-title = 取り決め(案件メモの記載)と測った値:
spec-agreed = 取り決め { $value }
spec-met = 取り決めどおり
spec-not-met = 取り決めと違います
spec-unmeasured = 測れません: { $reason }
spec-file-met = { $file }: すべて取り決めどおり({ $values })
spec-file-met-read = { $file }: 読み取れた取り決めについては、そのとおり({ $values })
spec-file-not-met =
    { $unmeasured ->
        [0] { $file }: 取り決めと違うもの { $count }件
       *[other] { $file }: 取り決めと違うもの { $count }件、測れないもの { $unmeasured }件
    }
spec-file-none = { $file }: 測れません({ $reason })
spec-file-unmeasured = { $file }: 測れないもの { $count }件
spec-others-met = ほかは取り決めどおり({ $values })
spec-before-delivery = 納品の前に、上の「取り決めと違います」をご確認ください。取り決めの読み取りは自動です。案件メモの記載が優先します。
measured-not = { $file }: 測っていません({ $reason })
measured-rest = { $file }: 途中までの値です({ $reason })
measured-none-here = { $file }: 測った値は、この写しにありません
show-audio = 音声(控えに記された値):
show-claims = ファイル自身の記載(だれでも書き換えられるもので、確かめていません):
show-claims-more = …ほかに{ $count }件(--json ですべて表示)
show-claim-guessed = { $value } (文字コードは推測)
audio-kind = 形式
audio-length = 長さ
audio-length-value = { $time } ({ $frames } フレーム)
audio-loudness = ラウドネス
audio-loudness-value = { $integrated } LUFS
audio-loudness-range = { $integrated } LUFS、範囲 { $range } LU
audio-peaks = ピーク
audio-peaks-value = トゥルーピーク { $true } dBTP、サンプル { $sample } dBFS
audio-rms = RMS
audio-noise-floor = ノイズフロア
audio-clipped = クリップ
audio-clipped-value = 最大値が3サンプル以上続くところ { $count }か所
audio-silence = 無音
audio-silence-value = 始め { $head } 秒、終わり { $tail } 秒(-50 dBFS まで)
audio-zeros = 完全な0
audio-zeros-value = 合わせて { $seconds } 秒
audio-unmeasured = 測れません: { $field }
field-integrated_loudness_lufs = ラウドネス
field-loudness_range_lu = ラウドネスの範囲
field-noise_floor_dbfs = ノイズフロア
field-head_silence_s = 始めの無音
field-tail_silence_s = 終わりの無音
field-levels = レベル
field-pcm_sha256 = サンプルのハッシュ
field-flac_md5 = FLAC 自身の MD5
field-rest = 残り
field-audio = 音声
waveform-floor = 無音
unmeasured-not-audio = 音声ファイルとして読めません
unmeasured-format-not-supported = 対応していない形式です
unmeasured-codec-not-supported = 対応していないコーデックです
unmeasured-encrypted = 暗号化されています
unmeasured-no-frames = 音声が入っていません
unmeasured-cut-off = ファイルが途中で切れています
unmeasured-damaged = 壊れているところがあります
unmeasured-bytes-unread = 音声として読めない部分があります
unmeasured-more-follows = 同じファイルに別の音声が続いています
unmeasured-decoder-failed = 読み取りの途中で失敗しました
unmeasured-format-changes = 途中でサンプルレートかチャンネル数が変わります
unmeasured-beyond-limit = 測れる範囲を超えています
unmeasured-order-needs-seeking = 圧縮された ZIP の中では読めない並びです
unmeasured-samples-not-numbers = 数値でないサンプルがあります
unmeasured-implausible = 最大値を大きく超えるサンプルがあります(壊れたファイルに見られます)
unmeasured-too-short = 短すぎます
unmeasured-silence = 全体が無音に近い音量です
unmeasured-no-pause = 0.5秒の間(ま)がありません
unmeasured-rate-too-low = サンプルレートが低すぎます
unmeasured-differs = 中の記載とサンプルが合いません
unmeasured-not-stated = 記載がありません
unmeasured-no-bit-depth = この形式にビット深度はありません
unmeasured-no-bit-rate = この形式にビットレートの記載はありません
unmeasured-no-sample-format = サンプルの形式が分かりません
unmeasured-kind-not-measured = この種類のファイルは測りません
unmeasured-archive-not-opened = 中のファイルは見ていません
unmeasured-entries-not-listed = 一覧に載せきれないほどのファイルが入っています
unmeasured-not-analysed = 測っていません
progress-measuring = 測定中
progress-measuring-long = 音声の測定に時間がかかります(--no-analysis を付けると、測らずに控えを作れます)。
contains-same-samples = { $file }: 控えのファイル { $sealed } と、音声のサンプルがすべて同じです(入れ物やタグは違います)
contains-withheld = { $file }: 確認できません。控えの記載では { $sealed } とサンプルが同じですが、そのファイルがこの写しに入っていないため、いま比べることができません
contains-other-recording = { $file }: 確認できません。最も近い控えのファイル { $sealed } との違い: { $differences }
contains-transcoded = { $file }: 確認できません。控えのファイル { $sealed } を変換したものかもしれませんが、サンプルが違うため、この比べ方では分かりません(違い: { $differences })
contains-unreadable = { $file }: 確認できません。控えに同じバイト列はなく、音声としても比べられません({ $reason })
difference-samples = サンプルの値
difference-format = 形式 { $sealed } → { $file }
difference-rate = サンプルレート { $sealed } → { $file }
difference-depth = ビット深度 { $sealed } → { $file }
difference-channels = チャンネル { $sealed } → { $file }
difference-length = 長さ { $sealed } 秒 → { $file } 秒
