package io.headwater.cli.produce;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * An image of a COCO file.
 *
 * @param file its path
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record CocoImage(
    @JsonProperty(value = "id", required = true) long id,
    @JsonProperty(value = "file_name", required = true) String file,
    @JsonProperty(value = "width", required = true) int width,
    @JsonProperty(value = "height", required = true) int height) {
  CocoImage {
    requireNonNull(file, "file_name");
  }
}
