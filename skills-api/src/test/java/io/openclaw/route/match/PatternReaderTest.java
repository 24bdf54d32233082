package io.openclaw.route.match;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.openclaw.workspace.LoadResult;
import io.openclaw.workspace.Workspace;
import io.openclaw.workspace.load.WorkspaceLoader;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          训练|模型                      ; 模型 训练
          (?i)Train(ing)?                ; ~train ~training
          (?i:a)1(?-i:2)                 ; ~a12
          (?i)stor(y|ies)\\b             ; ~stories[WORD_BOUNDARY] ~story[WORD_BOUNDARY]
          (?i)(^|\\s)(build|make)\\b     ; [AFTER_SPACE]~build[WORD_BOUNDARY] [AFTER_SPACE]~make[WORD_BOUNDARY]
          (?:\\s|^)go(\\s|$)             ; [AFTER_SPACE]go[BEFORE_SPACE]
          end[- ]to[- ]end               ; end to end end to-end end-to end end-to-end
          analy[sz]e                     ; analyse analyze
          ^(?P<x>a|b){2}\\z              ; [TEXT_START]aa[TEXT_END] [TEXT_START]ab[TEXT_END] [TEXT_START]ba[TEXT_END] [TEXT_START]bb[TEXT_END]
          (?m)^a$                        ; [LINE_START]a[LINE_END]
          \\Ba\\.\\x41\\x{8BAD}\\训      ; [NO_WORD_BOUNDARY]a.A训训
          a{0}b{1}                       ; b
          """)
  void shouldSayExactlyWhatAChoiceOfTextsMatches(String pattern, String literals) {
    assertThat(PatternReader.read(Pattern.compile(pattern)))
        .isInstanceOfSatisfying(
            Shape.Exact.class, exact -> assertThat(shown(exact)).isEqualTo(literals));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          train.*model                   ; model & train
          (?i)deploy.{0,40}KUBERNETES    ; kubernetes & deploy
          (foo|bar)+                     ; bar foo
          a(^|\\s)bc                     ; bc & a
          \\w+ing\\b                     ; ing
          (?i)Foo|BAR\\d                 ; bar foo
          (a.*bcd|ef.*g)h                ; bcd ef & h
          (aB[cd]|(?i)xy)                ; abc abd xy
          ((?i)a)bc                      ; bc & a
          (?i:a)bc                       ; bc & a
          [^a]bc*                        ; b
          a.b.cc.d.ee                    ; cc & ee & a
          """)
  void shouldSayWhatEveryMatchMustContain(String pattern, String texts) {
    // when
    Shape shape = PatternReader.read(Pattern.compile(pattern));

    // then
    assertThat(shape).isInstanceOf(Shape.Partial.class);
    assertThat(shape.required())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(texts.split(" & ")).map(each -> Set.of(each.split(" "))).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {".*", "(?s).*", "^", "^.*", "a?", "(?i)(训练)*", "", "(^|\\s)x*", "(|a)"})
  void shouldKnowWhatMatchesEveryText(String pattern) {
    assertThat(PatternReader.read(Pattern.compile(pattern)).matchesAll()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".",
        "\\d+",
        "\\b",
        "$",
        "a*b*$",
        "[^a]",
        "\\pL",
        "\\Qa\\E",
        "a{01}",
        "{",
        "[[:alpha:]]a",
        "\\101",
        "(?i)𐐀",
        "a|.",
        "a(?i)*b"
      })
  void shouldLeaveToRe2jWhatItCannotSay(String pattern) {
    // when
    Shape shape = PatternReader.read(Pattern.compile(pattern));

    // then
    assertThat(shape.required()).isEmpty();
    assertThat(shape.matchesAll()).isFalse();
  }

  @Test
  void shouldReadTheProductsRulesToTheEnd() {
    // given
    Path root = Path.of("..", "workspace").toAbsolutePath().normalize();
    Workspace product = ((LoadResult.Loaded) WorkspaceLoader.load(root)).workspace();

    // when, then
    assertThat(product.rules())
        .isNotEmpty()
        .extracting(rule -> PatternReader.read(rule.pattern()))
        .allMatch(shape -> shape instanceof Shape.Exact || shape.matchesAll());
  }

  @Test
  void shouldNotReadPatternsWithFlags() {
    assertThat(PatternReader.read(Pattern.compile("a", Pattern.CASE_INSENSITIVE)))
        .isEqualTo(Shape.UNKNOWN);
  }

  @Test
  void shouldStaySmallHoweverMuchAPatternMatches() {
    // given
    String products = "(a|b|c|d)".repeat(30);
    String copies = "(((abcdefgh){8}){8}){8}";

    // when, then
    assertThat(PatternReader.read(Pattern.compile(products)).required())
        .allSatisfy(texts -> assertThat(texts).hasSizeLessThan(300));
    assertThat(PatternReader.read(Pattern.compile(copies)).required())
        .allSatisfy(texts -> assertThat(texts).allMatch(text -> text.length() < 100));
  }

  /** Sorted; {@code ~}: whatever its case. */
  private static String shown(Shape.Exact exact) {
    return exact.literals().stream()
        .map(PatternReaderTest::shown)
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .collect(Collectors.joining(" "));
  }

  private static String shown(Literal literal) {
    return shown(literal.before())
        + (literal.folded() ? "~" : "")
        + literal.text()
        + shown(literal.after());
  }

  private static String shown(Edge edge) {
    return edge == Edge.ANYWHERE ? "" : "[" + edge + "]";
  }
}
