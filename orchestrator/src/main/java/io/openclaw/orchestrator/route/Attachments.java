package io.openclaw.orchestrator.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.openclaw.event.Attachment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files that a request names: {@code workspace/datasets/x.csv}, {@code
 * /workspace/datasets/x.csv} or {@code datasets/x.csv}, in its text or its inputs. A name may be
 * followed by anything (in Chinese no space parts it from the next word), so the longest beginning
 * that is a file counts.
 */
final class Attachments {
  private static final Pattern MENTION =
      Pattern.compile("(\\./|/)?(workspace/)?datasets/([^\\s\"'`<>|*?«»“”‘’「」『』]+)");
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_./-]*[A-Za-z0-9_]");
  private static final String PREFIX = "/workspace/" + Datasets.FOLDER;
  private static final int LONGEST_NAME = 255;
  private static final int MOST = 64;

  private final Datasets datasets;
  private final String root;

  /**
   * What a request names.
   *
   * @param files that exist, in the order of their first mention
   * @param missing paths that were named and are no files
   */
  record Found(List<Attachment> files, List<String> missing) {
    Found {
      files = List.copyOf(files);
      missing = List.copyOf(missing);
    }
  }

  /**
   * @param root the workspace's folder; its own path counts as {@code /workspace}
   */
  Attachments(Datasets datasets, String root) {
    this.datasets = datasets;
    this.root = root;
  }

  Found find(String text, Map<String, JsonNode> inputs) {
    Map<String, Attachment> files = new LinkedHashMap<>();
    Set<String> missing = new LinkedHashSet<>();
    search(text, files, missing);
    for (JsonNode value : new TreeMap<>(inputs).values()) {
      Attachment file = value.isTextual() ? of(value.textValue()) : null;
      if (file != null) {
        files.putIfAbsent(file.path(), file);
      }
    }
    return new Found(new ArrayList<>(files.values()), new ArrayList<>(missing));
  }

  /** The file of that path; null where there is none that a request may bring. */
  @Nullable Attachment of(String path) {
    Matcher matcher = MENTION.matcher(virtual(path));
    return matcher.matches() ? file(matcher.group(3)) : null;
  }

  private void search(String text, Map<String, Attachment> files, Set<String> missing) {
    String plain = virtual(text);
    Matcher matcher = MENTION.matcher(plain);
    int from = 0;
    for (int mentions = 0; mentions < MOST && matcher.find(from); mentions++) {
      String tail = matcher.group(3);
      // The next name may begin within what this pattern took for the rest of the first.
      from = matcher.start(3);
      if (beginsPath(plain, matcher.start())) {
        Attachment file = longest(tail);
        if (file == null) {
          missing.add("workspace/" + Datasets.FOLDER + plainName(tail));
        } else {
          files.putIfAbsent(file.path(), file);
          from += file.path().length() - PREFIX.length();
        }
      }
    }
  }

  private String virtual(String text) {
    return text.replace(root + "/", "/workspace/");
  }

  /** Whether what stands before does not make it part of another path. */
  private static boolean beginsPath(String text, int start) {
    if (start == 0) {
      return true;
    }
    char before = text.charAt(start - 1);
    return before > 127 || !(Character.isLetterOrDigit(before) || "_./-~".indexOf(before) >= 0);
  }

  private @Nullable Attachment longest(String tail) {
    for (int end = Math.min(tail.length(), LONGEST_NAME); end > 0; end--) {
      Attachment file = file(tail.substring(0, end));
      if (file != null) {
        return file;
      }
    }
    return null;
  }

  private @Nullable Attachment file(String name) {
    for (String part : name.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return null;
      }
    }
    return datasets.has(Datasets.FOLDER + name)
        ? new Attachment(name.substring(name.lastIndexOf('/') + 1), PREFIX + name)
        : null;
  }

  private static String plainName(String tail) {
    Matcher matcher = PLAIN_NAME.matcher(tail);
    return matcher.lookingAt() ? matcher.group() : tail;
  }
}
