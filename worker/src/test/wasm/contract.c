/*
 * The handler of the suite that every runtime passes, for WebAssembly; it does what its input "do"
 * says. Reads one line of JSON and writes lines of JSON, with no more of a parser than that takes.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *inputs;
static char *context;

/* What stands behind a key, from there to the end of the line; a key in a text would be found too. */
static char *behind(char *json, const char *key) {
  char pattern[64];
  snprintf(pattern, sizeof pattern, "\"%s\":", key);
  char *found = strstr(json, pattern);
  return found ? found + strlen(pattern) : "";
}

static int is(const char *word) {
  char *what = behind(inputs, "do");
  size_t length = strlen(word);
  return what[0] == '"' && strncmp(what + 1, word, length) == 0 && what[1 + length] == '"';
}

static long number(void) { return strtol(behind(inputs, "n"), NULL, 10); }

/* The length of the object or text that begins here. */
static int extent(const char *json) {
  int depth = 0, quoted = 0;
  for (int i = 0; json[i]; i++) {
    char c = json[i];
    if (quoted) {
      if (c == '\\') i++;
      else if (c == '"') quoted = 0;
    } else if (c == '"') quoted = 1;
    else if (c == '{') depth++;
    else if (c == '}') depth--;
    if (!quoted && depth == 0) return i + 1;
  }
  return 0;
}

/* The member of the context with its value, a text. */
static void tell(const char *name, const char *key) {
  char *value = behind(context, key);
  printf(",\"%s\":%.*s", name, extent(value), value);
}

static char *text(const char *key) {
  char *value = behind(context, key);
  int length = extent(value);
  char *copy = calloc(1, length);
  memcpy(copy, value + 1, length - 2);
  return copy;
}

static void report(void) {
  char path[4096];
  snprintf(path, sizeof path, "%s/report.md", text("artifactsDir"));
  FILE *file = fopen(path, "w");
  if (!file) abort();
  fputs("# Report\n", file);
  fclose(file);
  puts("{\"type\":\"artifact\",\"name\":\"report.md\",\"mediaType\":\"text/markdown\"}");
}

static void echo(void) {
  printf("{\"type\":\"result\",\"output\":{\"inputs\":%.*s", extent(inputs), inputs);
  tell("key", "idempotencyKey");
  tell("task", "taskId");
  tell("step", "stepId");
  tell("agent", "agent\":{\"id");
  tell("language", "language");
  printf(",\"attempt\":%ld", strtol(behind(context, "attempt"), NULL, 10));
  puts("}}");
}

/* What of the machine can be seen: variables, a granted file, a file that is not. */
static void look(void) {
  extern char **environ;
  printf("{\"type\":\"result\",\"output\":{\"variables\":[");
  for (int i = 0; environ && environ[i]; i++) printf("%s\"%s\"", i ? "," : "", environ[i]);
  printf("]");
  const char *keys[] = {"file", "other"};
  for (int i = 0; i < 2; i++) {
    char *value = behind(inputs, keys[i]);
    int length = extent(value);
    char *path = calloc(1, length + 1);
    if (length > 2) memcpy(path, value + 1, length - 2);
    FILE *file = fopen(path, "r");
    char content[64] = "";
    if (file && !fgets(content, sizeof content, file)) content[0] = 0;
    printf(",\"%s\":%s%s%s", keys[i], file ? "\"" : "", file ? content : "null", file ? "\"" : "");
  }
  puts("}}");
}

static void answer(const char *output) { printf("{\"type\":\"result\",\"output\":%s}\n", output); }

static void fail(const char *code, const char *message, int retryable) {
  printf("{\"type\":\"error\",\"code\":\"%s\",\"message\":\"%s\",\"retryable\":%s}\n", code, message,
         retryable ? "true" : "false");
}

static volatile long sink;

static long recurse(long n) {
  volatile char frame[64];
  frame[n % 64] = (char) n;
  return recurse(n + 1) + frame[n % 64];
}

static void grow(void) {
  long blocks = 0;
  void *volatile block;
  while ((block = malloc(1 << 20))) blocks++;
  printf("{\"type\":\"result\",\"output\":{\"mebibytes\":%ld}}\n", blocks);
}

static void fill(void) {
  char path[4096], block[4096] = "";
  snprintf(path, sizeof path, "%s/fill", text("artifactsDir"));
  FILE *file = fopen(path, "w");
  long blocks = 0;
  while (file && fwrite(block, sizeof block, 1, file) == 1) blocks++;
  printf("{\"type\":\"result\",\"output\":{\"kibibytes\":%ld}}\n", blocks * 4);
}

static void hoard(void) {
  char path[4096];
  long files = 0;
  do {
    snprintf(path, sizeof path, "%s/%ld", text("artifactsDir"), files);
  } while (fopen(path, "w") && ++files);
  printf("{\"type\":\"result\",\"output\":{\"files\":%ld}}\n", files);
}

int main(void) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  char *line = NULL;
  size_t size = 0;
  if (getline(&line, &size, stdin) < 0) return 2;
  inputs = behind(line, "inputs");
  context = inputs + extent(inputs);

  if (is("echo")) echo();
  else if (is("misfit")) answer("{\"rows\":\"many\"}");
  else if (is("work")) {
    puts("{\"type\":\"progress\",\"message\":\"begins\",\"fraction\":0.0}");
    puts("{\"type\":\"log\",\"level\":\"info\",\"message\":\"half of it is done\"}");
    report();
    puts("{\"type\":\"progress\",\"message\":\"ends\",\"fraction\":1.0}");
    answer("{\"report\":{\"artifact\":\"report.md\"}}");
  } else if (is("spoil")) {
    report();
    fail("SPOILT", "on purpose", 0);
  } else if (is("fail")) fail("NO_LUCK", "try again", behind(inputs, "retryable")[0] == 't');
  else if (is("break")) {
    fputs("it is going to break\n", stderr);
    __builtin_trap();
  } else if (is("exit")) return 3;
  else if (is("wait")) {
    puts("{\"type\":\"progress\",\"message\":\"waits\"}");
    sleep(600);
  } else if (is("chatter")) {
    while (1) puts("{\"type\":\"progress\",\"message\":\"and so on\"}");
  } else if (is("large")) {
    long n = number();
    char *x = malloc(n);
    memset(x, 'x', n);
    fputs("{\"type\":\"result\",\"output\":{\"text\":\"", stdout);
    fwrite(x, 1, n, stdout);
    puts("\"}}");
  } else if (is("deep")) {
    long n = number();
    fputs("{\"type\":\"result\",\"output\":{", stdout);
    for (long i = 0; i < n; i++) fputs("\"more\":{", stdout);
    for (long i = 0; i < n; i++) putchar('}');
    puts("}}");
  } else if (is("loop")) {
    while (1) sink++;
  } else if (is("recurse")) {
    sink = recurse(0);
    answer("{}");
  } else if (is("grow")) grow();
  else if (is("fill")) fill();
  else if (is("hoard")) hoard();
  else if (is("look")) look();
  else if (is("garbage")) puts("no message of the protocol");
  else if (is("twice")) {
    answer("{\"rows\":1}");
    while (1) sink++;
  } else fail("BAD_INPUT", "cannot do that", 0);
  return 0;
}
