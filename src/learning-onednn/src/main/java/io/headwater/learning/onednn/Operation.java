package io.headwater.learning.onednn;

import java.util.Map;
import org.bytedeco.dnnl.primitive;

/**
 * A primitive with what it reads and writes.
 *
 * @param arguments by oneDNN's index of the argument
 */
record Operation(primitive primitive, Map<Integer, Value> arguments) {}
