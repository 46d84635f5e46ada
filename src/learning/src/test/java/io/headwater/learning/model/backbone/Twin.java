package io.headwater.learning.model.backbone;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Narrow;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import java.util.List;

/** The code of each backbone with few channels, on small images. */
public enum Twin {
  OF_ALEXNET(Backbone.ALEXNET_SMALL, 28, 16),
  OF_VGG11(Backbone.VGG11, 32, 16),
  OF_VGG16_BN(Backbone.VGG16_BN_SMALL, 28, 16),
  OF_GOOGLENET(Backbone.GOOGLENET, 80, 16),
  OF_GOOGLENET_SMALL(Backbone.GOOGLENET_SMALL, 28, 16),
  OF_INCEPTION_V3(Backbone.INCEPTION_V3, 75, 16),
  OF_INCEPTION_V3_SMALL(Backbone.INCEPTION_V3_SMALL, 28, 16),
  OF_RESNET18(Backbone.RESNET18_SMALL, 28, 16),
  OF_RESNET50(Backbone.RESNET50, 32, 16),
  OF_REGNETX_400MF(Backbone.REGNETX_400MF_SMALL, 28, 8);

  private final Backbone backbone;
  private final int side;
  private final int divisor;

  Twin(Backbone backbone, int side, int divisor) {
    this.backbone = backbone;
    this.side = side;
    this.divisor = divisor;
  }

  public Backbone backbone() {
    return backbone;
  }

  public ImageShape input() {
    return new ImageShape(3, side, side);
  }

  public Architecture architecture(List<Task> tasks) {
    return narrow(backbone.architecture(input(), tasks));
  }

  /** A model on the backbone, with the twin's channels. */
  public Architecture narrow(Architecture whole) {
    return Narrow.of(whole, divisor);
  }
}
