package io.headwater.job.config;

import io.headwater.job.docs.GeneratedDocument;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Network;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackbonesDocumentTest {
  private static final Task OF_1000 =
      new Task(
          "object",
          TaskKind.CLASSIFICATION,
          1,
          IntStream.range(0, 1000).mapToObj(Integer::toString).toList());

  private static final String INTRODUCTION =
      """
      `model.backbone` takes one of these. Forms without `_small` are as published; forms with it are
      not: they are for images of 28 to 64 pixels, and throw less away at the beginning. Both take
      larger images, and smaller ones down to the side in the table. Why they are as they are:
      [decision 33](decisions/33-backbones-as-published.md).

      | backbone | published | form for small images |
      |---|---|---|
      | LeNet | LeCun et al., 1998, in the Caffe form | itself |
      | AlexNet | Krizhevsky, "One weird trick", 2014 | first convolution 5x5 by 1; dense layers of 1024 |
      | VGG | Simonyan and Zisserman, 2014, configurations A and D; `_bn`: normalised | pools take in the edge, a mean in place of the last; dense layers of 512 |
      | GoogLeNet | Szegedy et al., 2014, as torchvision: normalised, 3x3 for 5x5 | first convolution 3x3 by 1, without the pool after it |
      | Inception-v3 | Szegedy et al., 2015 | first convolutions keep the image's size, padded pools |
      | ResNet | He et al., 2015; the stride of a bottleneck in its 3x3 | first convolution 3x3 by 1, without the pool after it |
      | RegNetX-400MF | Radosavovic et al., 2020 | first convolution and first stage keep the image's size |

      AlexNet, VGG, GoogLeNet and Inception-v3 learn with dropout. GoogLeNet and Inception-v3 learn
      with two auxiliary classifiers of weight 0.3 and one of 0.4 for each task of classification;
      snapshots don't have them. With a backbone that normalises, a mini-batch has at least 8 images.

      Parameters are those of the trunk and a head of 1000 classes, with the auxiliary ones after the
      plus sign; multiplications those of the trunk and that head in inference for one image, both at
      the side of the third column.

      """;

  @Test
  void theTableOfBackbonesIsUpToDate() throws IOException {
    StringBuilder page =
        new StringBuilder(
            GeneratedDocument.header("Backbones", "io.headwater.learning.model.backbone"));
    page.append(INTRODUCTION)
        .append(
            "| `backbone` | smallest | side | features | parameters | 10^6 multiplications | normalises |\n")
        .append("|---|---|---|---|---|---|---|\n");
    for (Backbone backbone : Backbone.values()) {
      page.append(row(backbone));
    }
    GeneratedDocument.check("backbones.md", page.toString());
  }

  private static String row(Backbone backbone) {
    int channels = backbone == Backbone.LENET ? 1 : 3;
    ImageShape input = new ImageShape(channels, backbone.usual(), backbone.usual());
    Architecture model = backbone.architecture(input, List.of(OF_1000));
    List<Network> published = List.of(model.trunk(), model.head(OF_1000.name()));
    long parameters = published.stream().mapToLong(Network::parameterCount).sum();
    long auxiliary =
        model.networks().stream().mapToLong(Network::parameterCount).sum() - parameters;
    long multiplications = published.stream().mapToLong(Network::multiplicationCount).sum();
    return String.format(
        Locale.ROOT,
        "| `%s` | %d | %d | %d | %,d%s | %,d | %s |\n",
        backbone.id(),
        backbone.smallest(),
        backbone.usual(),
        model.trunk().outputShapes().get(0).get(0),
        parameters,
        auxiliary > 0 ? String.format(Locale.ROOT, " + %,d", auxiliary) : "",
        multiplications / 1_000_000,
        backbone.leastImages() > 1 ? "yes" : "no");
  }
}
