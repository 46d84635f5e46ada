package io.headwater.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ImageEndpointTest {
  private static TestServer server;

  @BeforeAll
  static void serve() {
    server = TestServer.serving(3);
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void anImageFileOfAnySizeIsPredictedTaskByTask() throws Exception {
    JsonNode answer = ask("/predict?top=2", png(60, 40)).json();

    assertThat(answer.get("model").asText()).isEqualTo("garments");
    assertThat(answer.get("version").asLong()).isEqualTo(3);
    JsonNode predictions = answer.get("predictions");
    assertThat(predictions.fieldNames())
        .toIterable()
        .as("a similarity needs two images")
        .containsExactly("garment", "edges", "location");
    JsonNode garment = predictions.get("garment");
    assertThat(garment.get("kind").asText()).isEqualTo("classification");
    assertThat(garment.get("classes")).hasSize(2);
    assertThat(garment.at("/classes/0/probability").asDouble())
        .isGreaterThan(garment.at("/classes/1/probability").asDouble());
    assertThat(predictions.get("edges").fieldNames())
        .toIterable()
        .containsExactly("kind", "height", "width", "share");
    assertThat(predictions.at("/location/box").fieldNames())
        .toIterable()
        .containsExactly("x", "y", "width", "height");
  }

  @Test
  void oneTaskMayBeAskedFor() throws Exception {
    assertThat(ask("/predict?task=edges", png(28, 28)).json().get("predictions").fieldNames())
        .toIterable()
        .containsExactly("edges");
  }

  @Test
  void whatCannotBePredictedIsSaid() throws Exception {
    assertThat(ask("/predict?task=boots", png(28, 28)).refusal(400))
        .isEqualTo(
            "there is no task 'boots'; model 'garments' has [garment, edges, location, similarity]");
    assertThat(ask("/predict?task=similarity", png(28, 28)).refusal(400))
        .contains("task 'similarity' compares two images");
    assertThat(ask("/predict?top=none", png(28, 28)).refusal(400)).contains("'top' is 'none'");
    assertThat(ask("/predict", new byte[] {1, 2, 3}).refusal(415)).isEqualTo("it is no image");
  }

  private static Answer ask(String path, byte[] file) throws Exception {
    return Answer.post(server.url(path), BodyPublishers.ofByteArray(file));
  }

  private static byte[] png(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < width * height; i++) {
      image.getRaster().setSample(i % width, i / width, 0, i % 251);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, "png", out)).isTrue();
    return out.toByteArray();
  }
}
