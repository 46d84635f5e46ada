package io.headwater.cli.configs;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.cli.CommandRun;
import io.headwater.cli.ExitCode;
import io.headwater.job.config.JobConfig;
import io.headwater.learning.task.ImageShape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderConfigTest {
  @TempDir private Path directory;

  @Test
  void learnsTheClassesThatTheFolderHas() throws IOException {
    Path folder = directory.resolve("My Photos (2)");
    image(folder.resolve("b: \"INPUT\", it's"), 100, BufferedImage.TYPE_3BYTE_BGR);
    image(folder.resolve("a"), 90, BufferedImage.TYPE_3BYTE_BGR);

    JobConfig config = JobConfig.parse(yaml(folder), "it");

    assertThat(config.model().name()).isEqualTo("my-photos-2");
    assertThat(config.model().input()).isEqualTo(new ImageShape(3, 64, 64));
    assertThat(config.learned())
        .singleElement()
        .satisfies(task -> assertThat(task.classes()).containsExactly("a", "b: \"INPUT\", it's"));
    assertThat(config.snapshots().topic()).isEqualTo("my-photos-2-snapshots");
  }

  @Test
  void smallGreyImagesAreLearnedAsSuch() throws IOException {
    Path folder = directory.resolve("2026");
    image(folder.resolve("x"), 28, BufferedImage.TYPE_BYTE_GRAY);
    image(folder.resolve("y"), 28, BufferedImage.TYPE_BYTE_GRAY);

    JobConfig config = JobConfig.parse(yaml(folder), "it");

    assertThat(config.model().name()).isEqualTo("2026");
    assertThat(config.model().input()).isEqualTo(new ImageShape(1, 28, 28));
  }

  @Test
  void aFolderWithoutClassesIsRefused() throws IOException {
    image(directory.resolve("alone"), 28, BufferedImage.TYPE_BYTE_GRAY);
    CommandRun run = CommandRun.of("configs", "--from", directory.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.complaint()).contains("two or more classes, with images in it; it has [alone]");
    assertThat(CommandRun.of("configs", "--from", directory.resolve("no").toString()).complaint())
        .contains("cannot read " + directory.resolve("no"));
  }

  private static String yaml(Path folder) {
    CommandRun run = CommandRun.of("configs", "--from", folder.toString());
    assertThat(run.exitCode()).as(run::toString).isEqualTo(ExitCode.OK);
    return run.out();
  }

  private static void image(Path folder, int side, int type) throws IOException {
    Files.createDirectories(folder);
    ImageIO.write(new BufferedImage(side, side, type), "png", folder.resolve("1.png").toFile());
  }
}
