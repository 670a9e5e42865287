"""What a key on a person does, from any screen: ask with a modal, then call one service."""
