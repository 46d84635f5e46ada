package io.headwater.cli.produce;

import java.util.OptionalLong;

/**
 * A source, and those of the targets that it has labels for.
 *
 * @param format what it is made of
 */
record Chosen(SourceFormat format, Source source, Targets targets) {
  /** How many images it has in so many passes, if that is known. */
  OptionalLong images(long passes) {
    OptionalLong size = source.size();
    return size.isPresent() ? OptionalLong.of(size.getAsLong() * passes) : size;
  }
}
