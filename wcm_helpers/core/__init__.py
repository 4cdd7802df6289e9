"""What every layer uses: months, number formats, words, fonts, paths, errors."""
