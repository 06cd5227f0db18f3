"""The sentence, one verb a file: enroll, plan, crawl, ingest, judge, track, publish."""
