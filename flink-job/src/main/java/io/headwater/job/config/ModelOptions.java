package io.headwater.job.config;

import io.headwater.learning.model.backbone.Backbone;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keys of the section "model" and of its input. */
final class ModelOptions {
  static final Option<String> NAME =
      Option.required(
          "name",
          OptionTypes.matching(
              "of letters, digits, '.', '_' and '-', not of dots only",
              "(?!\\.*$)[A-Za-z0-9._-]{1,100}"),
          "The model's name: the key of its snapshots, part of the transactional ids of the job that"
              + " trains it, and the name of the directory in which `run` keeps its checkpoints.");

  static final Option<Backbone> BACKBONE =
      Option.withDefault(
          "backbone",
          OptionTypes.choice(backbones()),
          Backbone.LENET.id(),
          "The architecture of its trunk, or of each of its trunks.");

  static final Option<Integer> CHANNELS =
      Option.required(
          "channels",
          OptionTypes.oneOf(1, 3),
          "1: images are made grey; 3: images are made red, green and blue.");

  static final Option<Integer> HEIGHT =
      Option.required(
          "height",
          OptionTypes.integer(1, 4096),
          "The height, in pixels, that every image is resized to.");

  static final Option<Integer> WIDTH =
      Option.required(
          "width",
          OptionTypes.integer(1, 4096),
          "The width, in pixels, that every image is resized to.");

  static final OptionSection INPUT =
      new OptionSection(
          "input",
          "The one shape of image that the model reads. Events may carry any size.",
          List.of(CHANNELS, HEIGHT, WIDTH),
          List.of());

  static final OptionSection SECTION =
      new OptionSection(
          "model",
          "The model that is trained.",
          List.of(NAME, BACKBONE),
          List.of(INPUT, ArchitectureOptions.SECTION));

  private ModelOptions() {}

  /** By what the file calls them. */
  static Map<String, Backbone> backbones() {
    Map<String, Backbone> byId = new LinkedHashMap<>();
    Arrays.stream(Backbone.values()).forEach(backbone -> byId.put(backbone.id(), backbone));
    return byId;
  }
}
