package io.headwater.job.decode;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headwater.job.config.LimitsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageLimitTest {
  @ParameterizedTest
  @CsvSource({"65535, 1", "1, 65535", "1000, 1000", "1, 1"})
  void whatReachesTheLimitIsTaken(int width, int height) {
    ImageLimit limit = new ImageLimit(new LimitsConfig(1_000_000, 1));
    assertThatCode(() -> limit.check("image", width, height)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"65536, 1", "1, 65536", "1000, 1001", "65535, 65535", "2147483647, 2147483647"})
  void whatIsOverItIsRefused(int width, int height) {
    ImageLimit limit = new ImageLimit(new LimitsConfig(1_000_000, 1));
    assertThatThrownBy(() -> limit.check("image", width, height))
        .isInstanceOf(UnacceptableException.class)
        .hasMessage(
            "image is %d x %d pixels; limits.maxImagePixels allows 1000000 in all, and no side may be over 65535",
            width, height);
  }

  @ParameterizedTest
  @CsvSource({
    "10, 20, 3, 0, 600",
    // A scan goes over whole blocks of 32 x 32; sixteen count as a byte of each of their pixels.
    "32, 32, 1, 1, 1088",
    "33, 32, 1, 1, 1184",
    "31, 33, 0, 16, 2048",
    "1, 1, 1, 882, 56449",
    "65535, 65535, 4, 2097152, 562967132766212"
  })
  void anImageCostsItsSamplesAndItsScans(
      int width, int height, int bytes, long scans, long samples) {
    assertThatCode(() -> budget(samples).spend("image", width, height, bytes, scans))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> budget(samples - 1).spend("image", width, height, bytes, scans))
        .isInstanceOf(UnacceptableException.class)
        .hasMessageContaining(" counts " + samples + " samples")
        .hasMessageContaining("which makes " + samples + " for this event");
  }

  @Test
  void allImagesOfAnEventHaveOneBudget() throws UnacceptableException {
    ImageLimit limit = budget(600);
    limit.spend("image", 10, 20, 1, 0);
    limit.spend("secondImage", 20, 20, 1, 0);
    assertThatThrownBy(() -> limit.spend("mask", 1, 1, 1, 0))
        .hasMessageContaining("counts 1 samples (1 bytes a pixel), which makes 601");
    limit.beginEvent();
    limit.spend("image", 30, 20, 1, 0);
  }

  private static ImageLimit budget(long samples) {
    return new ImageLimit(new LimitsConfig(1 << 20, 1, samples));
  }
}
