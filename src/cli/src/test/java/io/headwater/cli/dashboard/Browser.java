package io.headwater.cli.dashboard;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headwater.cli.TemporaryDirectory;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Headless Chromium, driven by its own driver; where there is none, the test is skipped. */
final class Browser implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final long POLL_NANOS = 50_000_000;
  private static final int HEIGHT = 900;

  private final TemporaryDirectory profile = TemporaryDirectory.create();
  private final ChromeDriver driver;

  private Browser(Path chromium, Path chromeDriver) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--user-data-dir=" + profile.path());
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    driver =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(chromeDriver.toFile())
                .usingAnyFreePort()
                .build(),
            options);
  }

  static Browser open() {
    Optional<Path> chromium = onPath("chromium");
    Optional<Path> chromeDriver = onPath("chromedriver");
    assumeTrue(
        chromium.isPresent() && chromeDriver.isPresent(),
        "there is no Chromium here: install chromium and chromium-driver to test the page");
    return new Browser(chromium.orElseThrow(), chromeDriver.orElseThrow());
  }

  /** A window of that width, and whether the system is dark. */
  void view(int width, boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
    driver.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  void go(URI address) {
    driver.get(address.toString());
  }

  /** What the script returns: numbers are Longs or Doubles, lists Lists. */
  @Nullable Object run(String script) {
    return ((JavascriptExecutor) driver).executeScript(script);
  }

  String text(String script) {
    return String.valueOf(run("return " + script));
  }

  /** Waits until the expression is true. */
  void await(String expression) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!Boolean.TRUE.equals(run("return Boolean(" + expression + ")"))) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            expression + " did not come; the page says:\n" + text("document.body.innerText"));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  void press(Keys key) {
    new Actions(driver).sendKeys(key).perform();
  }

  /** What the console says from a warning on. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::toString)
        .toList();
  }

  /** The whole page, as PNG. */
  void screenshot(Path file) throws IOException {
    Map<String, Object> shot =
        driver.executeCdpCommand(
            "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.write(file, Base64.getDecoder().decode((String) shot.get("data")));
  }

  @Override
  public void close() {
    driver.quit();
    profile.close();
  }

  private static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
