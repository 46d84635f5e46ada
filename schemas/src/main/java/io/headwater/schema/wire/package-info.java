/** The bytes of the contracts: Avro single-object encoding, in every version ever published. */
@NullMarked
package io.headwater.schema.wire;

import org.jspecify.annotations.NullMarked;
