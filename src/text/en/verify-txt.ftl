# verify-txt
