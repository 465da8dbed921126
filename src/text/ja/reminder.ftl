# 確認のお願いの下書き(クライアント様へ送る文)
reminder-opening = お世話になっております。
reminder-first = 先日納品いたしました音声につきまして、ご確認の状況はいかがでしょうか。修正の有無だけでもお知らせいただけますと幸いです。
reminder-first-revised = 先日お送りした修正版につきまして、ご確認の状況はいかがでしょうか。修正の有無だけでもお知らせいただけますと幸いです。
reminder-second = { $acceptance }がお済みでないようです。問題がなければ{ $acceptance }を、修正のご希望があればその旨をお知らせいただけますでしょうか。
reminder-third = { $day }までにご連絡がない場合は、{ $support }に手続きを相談させていただきます。行き違いでしたらご容赦ください。
reminder-third-direct = { $day }までにご連絡がない場合は、今後の進め方を相談窓口に相談させていただきます。行き違いでしたらご容赦ください。
reminder-day = { $month }月{ $day }日
reminder-day-year = { $year }年{ $date }
