package io.headwater.cli.produce;

import java.util.Map;

/** How a line says the columns of an image. */
interface RowFormat {
  /** Values by column, without those that are empty. */
  Map<String, String> row(String line) throws RefusedException;
}
