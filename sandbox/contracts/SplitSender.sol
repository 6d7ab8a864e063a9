// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

interface TokenThatMayReturnNothing {
    function transferFrom(address from, address to, uint256 value) external;
}

/// @title Sends several transfers to one address in one transaction
/// @notice A payment of this shape is counted only in part by the gateway; a reading of the chain finds all
///         of it. The caller has to approve the sum first.
contract SplitSender {
    function send(address token, address to, uint256[] calldata values) external {
        for (uint256 i = 0; i < values.length; i++) {
            TokenThatMayReturnNothing(token).transferFrom(msg.sender, to, values[i]);
        }
    }
}
