/** The demo's labelled image events, made from real images of garments. */
@NullMarked
package io.headwater.cli.images;

import org.jspecify.annotations.NullMarked;
