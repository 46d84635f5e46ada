/** Who a model is: its name, its lineage, what it learns, and which job may go on training it. */
@NullMarked
package io.headwater.job.identity;

import org.jspecify.annotations.NullMarked;
