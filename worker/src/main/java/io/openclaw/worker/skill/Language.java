package io.openclaw.worker.skill;

import java.lang.Character.UnicodeScript;
import java.util.Locale;

/** The language in which a person is answered: that of the request. */
public enum Language {
  ZH,
  EN;

  /** Chinese where there is any Chinese character, else English. */
  public static Language of(String text) {
    return text.codePoints().anyMatch(c -> UnicodeScript.of(c) == UnicodeScript.HAN) ? ZH : EN;
  }

  /** As the protocol with handlers names it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
