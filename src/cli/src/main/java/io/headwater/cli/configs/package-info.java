/** Configurations that come with the product. */
@NullMarked
package io.headwater.cli.configs;

import org.jspecify.annotations.NullMarked;
