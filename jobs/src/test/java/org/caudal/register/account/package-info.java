@NullMarked
package org.caudal.register.account;

import org.jspecify.annotations.NullMarked;
