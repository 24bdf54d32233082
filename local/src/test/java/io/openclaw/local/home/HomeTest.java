package io.openclaw.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
  @TempDir Path temp;

  @Test
  void shouldLieInTheRepositoryUnlessNamed() {
    assertThat(Home.of(Map.of(), temp).dir()).isEqualTo(temp.resolve(".openclaw"));
    assertThat(Home.of(Map.of("OPENCLAW_HOME", temp + "/x/../state"), temp).dir())
        .isEqualTo(temp.resolve("state"));
  }

  @Test
  void shouldBeReadableByItsOwnerAlone() throws IOException {
    Home home = new Home(temp.resolve("state")).create().create();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.dir())))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.secretsFolder())))
        .isEqualTo("rwx------");
  }

  @Test
  void shouldLeaveAFolderThatWasThereAsItIs() throws IOException {
    Path shared = Files.createDirectory(temp.resolve("shared"));
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));

    Home home = new Home(shared).create();

    assertThat(permissions(shared)).isEqualTo("rwxr-xr-x");
    assertThat(permissions(home.secretsFolder())).isEqualTo("rwx------");
    assertThat(permissions(home.data())).isEqualTo("rwx------");
  }

  @Test
  void shouldNotPutSecretsWhereOthersLook() throws IOException {
    Home home = new Home(temp.resolve("state"));
    Files.createDirectories(home.secretsFolder());
    Files.setPosixFilePermissions(
        home.secretsFolder(), PosixFilePermissions.fromString("rwxr-x---"));

    assertThatThrownBy(home::create)
        .hasMessageContaining("others may look into " + home.secretsFolder());
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void shouldKeepCachesWhereTheUserKeepsThem() throws IOException {
    Home home = new Home(temp.resolve("state")).create();
    Path user = Files.createDirectory(temp.resolve("user"));

    assertThat(home.cache(Map.of("HOME", user.toString())))
        .isEqualTo(user.resolve(".cache/openclaw"))
        .isDirectory();
    assertThat(home.cache(Map.of("HOME", user.toString(), "XDG_CACHE_HOME", temp + "/xdg")))
        .isEqualTo(temp.resolve("xdg/openclaw"));
    assertThat(home.cache(Map.of("OPENCLAW_CACHE", temp + "/named")))
        .isEqualTo(temp.resolve("named"));
  }

  @Test
  void shouldKeepCachesInItselfWhenTheUserHasNoHome() throws IOException {
    Home home = new Home(temp.resolve("state")).create();

    assertThat(home.cache(Map.of("HOME", temp + "/missing/home")))
        .isEqualTo(home.dir().resolve("cache"));
    assertThat(temp.resolve("missing")).doesNotExist();
  }

  @Test
  void shouldMakeEachSecretOnceAndForItsOwnerAlone() throws IOException {
    Home home = new Home(temp.resolve("state")).create();

    String token = new Secrets(home).gatewayToken();

    assertThat(token).hasSizeGreaterThanOrEqualTo(32).matches("[A-Za-z0-9_-]+");
    assertThat(new Secrets(home).gatewayToken()).isEqualTo(token);
    assertThat(new Secrets(home).internalToken()).isNotEqualTo(token);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(new Secrets(home).gatewayTokenFile())))
        .isEqualTo("rw-------");
  }

  @Test
  void shouldSayWhichSecretIsCutOff() throws IOException {
    Home home = new Home(temp.resolve("state")).create();
    Files.writeString(home.secretsFolder().resolve("redis-password"), "o1");

    assertThatThrownBy(new Secrets(home)::redisPassword)
        .hasMessageContaining("redis-password")
        .hasMessageContaining("delete it");
  }
}
