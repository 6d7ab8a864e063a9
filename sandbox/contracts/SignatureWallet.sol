// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title A wallet that is a contract: it has no key, and calls a signature its own by a rule (EIP-1271)
/// @notice The rule here is the smallest real one: its owner's key has signed the hash. The owner can be
///         changed, so that a signature can also stop being its own.
contract SignatureWallet {
    bytes4 private constant YES = 0x1626ba7e;
    address public owner;

    constructor(address firstOwner) {
        owner = firstOwner;
    }

    function changeOwner(address next) external {
        require(msg.sender == owner, "not the owner");
        owner = next;
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        if (signature.length != 65) return 0xffffffff;
        bytes32 r = bytes32(signature[0:32]);
        bytes32 s = bytes32(signature[32:64]);
        address signer = ecrecover(hash, uint8(signature[64]), r, s);
        return signer != address(0) && signer == owner ? YES : bytes4(0xffffffff);
    }
}
